{{- define "nats.name" -}}
{{- .Values.fullnameOverride | default (contains "nats" .Release.Name | ternary .Release.Name (printf "%s-nats" .Release.Name)) | trunc 63 | trimSuffix "-" -}}
{{- end }}
{{- define "nats.labels" -}}
app.kubernetes.io/component: nats
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/name: {{ .Values.nameOverride | default "nats" }}
{{- end }}
