{{/*
What run and injectors are told, as variables. Both get the very same, but for the index: an injector with another
configuration is refused.
*/}}

{{- define "holdfast.variable" -}}
HOLDFAST_{{ . | upper | replace "." "_" | replace "-" "_" }}
{{- end -}}

{{- define "holdfast.settings" -}}
{{- $v := .Values -}}
{{- $all := dict -}}
{{- range $key, $value := $v.settings -}}
{{- /* Numbers come from YAML as floats: 1e+06 is no number of users. */ -}}
{{- $_ := set $all $key (kindIs "float64" $value | ternary (trimSuffix ".0" (toJson $value)) (toString $value)) -}}
{{- end -}}
{{- $_ := set $all "injectors" (toString (int $v.injectors)) -}}
{{- $_ := set $all "exchange" (include "holdfast.exchange" .) -}}
{{- if not $v.schedule -}}
{{- $_ := set $all "fleet.run" (include "holdfast.run" .) -}}
{{- end -}}
{{- if $v.target -}}
{{- $_ := set $all "target" $v.target -}}
{{- end -}}
{{- if $v.dialect -}}
{{- $_ := set $all "dialect" "/etc/holdfast/dialect/dialect.conf" -}}
{{- end -}}
{{- if $v.secrets.settings -}}
{{- $_ := set $all "config" "/etc/holdfast/settings/holdfast.conf" -}}
{{- end -}}
{{- if $v.secrets.users -}}
{{- $_ := set $all "users-file" "/etc/holdfast/users/users.csv" -}}
{{- end -}}
{{- if $v.secrets.target.trust -}}
{{- $_ := set $all "reach.trust" "/etc/holdfast/target/ca.crt" -}}
{{- end -}}
{{- if $v.secrets.target.clientStore -}}
{{- $_ := set $all "reach.client-store" "/etc/holdfast/target/client.p12" -}}
{{- end -}}
{{- if eq $v.exchange.auth "credentials" -}}
{{- $_ := set $all "fleet.credentials" "/etc/holdfast/exchange/nats.creds" -}}
{{- end -}}
{{- if eq $v.exchange.auth "certificates" -}}
{{- $_ := set $all "fleet.certificate" "/etc/holdfast/exchange/tls.crt" -}}
{{- $_ := set $all "fleet.key" "/etc/holdfast/exchange/tls.key" -}}
{{- end -}}
{{- if $v.exchange.trust -}}
{{- $_ := set $all "fleet.trust" "/etc/holdfast/exchange/authority.pem" -}}
{{- end -}}
{{- /* On loopback, where kubectl port-forward finds it. */ -}}
{{- $_ := set $all "live.on" "true" -}}
{{- $_ := set $all "live.port" "8089" -}}
{{- toJson $all -}}
{{- end -}}

{{/* The index stands before all others, so that mounts may name it. */}}
{{- define "holdfast.env" -}}
{{- if eq .part "injector" }}
- name: JOB_COMPLETION_INDEX
  valueFrom: { fieldRef: { fieldPath: "metadata.annotations['batch.kubernetes.io/job-completion-index']" } }
{{- end }}
{{- if .root.Values.schedule }}
- name: JOB_NAME
  valueFrom: { fieldRef: { fieldPath: "metadata.labels['batch.kubernetes.io/job-name']" } }
{{- end }}
{{- range $key, $value := include "holdfast.settings" .root | fromJson }}
- name: {{ include "holdfast.variable" $key }}
  value: {{ $value | quote }}
{{- end }}
{{- end -}}
