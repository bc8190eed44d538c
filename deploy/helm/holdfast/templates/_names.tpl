{{/* Names and labels. */}}

{{- define "holdfast.name" -}}
{{- $name := ternary .Release.Name (printf "%s-holdfast" .Release.Name) (contains "holdfast" .Release.Name) -}}
{{- /* A CronJob's name has 52 characters, of which -injector takes nine. */ -}}
{{- $name | replace "." "-" | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "holdfast.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: holdfast
{{ include "holdfast.selector" . }}
{{- end -}}

{{- define "holdfast.selector" -}}
app.kubernetes.io/name: holdfast
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "holdfast.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}

{{/* A Job's template cannot be changed, so each revision has Jobs of its own; a CronJob's can. */}}
{{- define "holdfast.job" -}}
{{ include "holdfast.name" .root }}-{{ .part }}{{ if not .root.Values.schedule }}-{{ .root.Release.Revision }}{{ end }}
{{- end -}}

{{/* What run and injectors are called on the exchange; with a schedule, the beginning of it. */}}
{{- define "holdfast.run" -}}
{{- if .Values.exchange.run -}}
{{ .Values.exchange.run }}
{{- else -}}
{{ .Release.Name | replace "." "-" }}{{ if not .Values.schedule }}-{{ .Release.Revision }}{{ end }}
{{- end -}}
{{- end -}}

{{- define "holdfast.claim" -}}
{{- .Values.results.claim.existing | default (printf "%s-reports" (include "holdfast.name" .)) -}}
{{- end -}}

{{/* The service of the NATS chart, named as that chart names it. */}}
{{- define "holdfast.exchange" -}}
{{- if .Values.exchange.url -}}
{{ .Values.exchange.url }}
{{- else -}}
{{- $nats := .Values.nats -}}
{{- $own := contains "nats" .Release.Name | ternary .Release.Name (printf "%s-nats" .Release.Name) -}}
{{- $full := $nats.fullnameOverride | default $own | trunc 63 | trimSuffix "-" -}}
{{ ternary "tls" "nats" .Values.exchange.tls }}://{{ dig "service" "name" "" $nats | default $full }}:{{ dig "config" "nats" "port" 4222 $nats }}
{{- end -}}
{{- end -}}
