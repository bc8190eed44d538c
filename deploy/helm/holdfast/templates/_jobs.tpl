{{/* A Job, or a CronJob that makes such. */}}

{{- define "holdfast.jobSpec" -}}
{{- if eq .part "injector" -}}
completionMode: Indexed
completions: {{ int .root.Values.injectors }}
parallelism: {{ int .root.Values.injectors }}
{{ end -}}
# A pod that has failed cannot be made up for: the run is INVALID, and says so.
backoffLimit: 0
podReplacementPolicy: Failed
podFailurePolicy:
  rules:
    - action: FailJob
      onExitCodes: { containerName: {{ .part }}, operator: NotIn, values: [0] }
    - action: FailJob
      onPodConditions: [{ type: DisruptionTarget, status: "True" }]
{{- with int .root.Values.deadlineSeconds }}
activeDeadlineSeconds: {{ . }}
{{- end }}
template:
  {{- include "holdfast.podTemplate" . | nindent 2 }}
{{- end -}}

{{- define "holdfast.jobOrCronJob" -}}
apiVersion: batch/v1
kind: {{ if .root.Values.schedule }}CronJob{{ else }}Job{{ end }}
metadata:
  name: {{ include "holdfast.job" . }}
  labels:
    {{- include "holdfast.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .part }}
spec:
{{- if .root.Values.schedule }}
  schedule: {{ .root.Values.schedule | quote }}
  {{- with .root.Values.timeZone }}
  timeZone: {{ . | quote }}
  {{- end }}
  concurrencyPolicy: Forbid
  # Run and injectors start together or not at all.
  startingDeadlineSeconds: 120
  successfulJobsHistoryLimit: 3
  failedJobsHistoryLimit: 7
  jobTemplate:
    metadata:
      labels:
        {{- include "holdfast.labels" .root | nindent 8 }}
        app.kubernetes.io/component: {{ .part }}
    spec:
      {{- include "holdfast.jobSpec" . | nindent 6 }}
{{- else }}
  {{- include "holdfast.jobSpec" . | nindent 2 }}
{{- end }}
{{- end -}}
