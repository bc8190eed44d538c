{{/* The pods of the run and of the injectors, which differ in little. */}}

{{- define "holdfast.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "holdfast.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}

{{- define "holdfast.volumes" -}}
{{- /* An injector keeps its recording there until the run has it. */}}
- name: tmp
  emptyDir: { sizeLimit: 10Gi }
{{- with .root.Values.secrets.settings }}
- name: settings
  secret: { secretName: {{ . }}, defaultMode: 0440, items: [{ key: holdfast.conf, path: holdfast.conf }] }
{{- end }}
{{- with .root.Values.secrets.users }}
- name: users
  secret: { secretName: {{ . }}, defaultMode: 0440, items: [{ key: users.csv, path: users.csv }] }
{{- end }}
{{- with .root.Values.secrets.target.name }}
- name: target
  secret: { secretName: {{ . }}, defaultMode: 0440 }
{{- end }}
{{- with .root.Values.exchange.secret }}
- name: exchange
  secret: { secretName: {{ . }}, defaultMode: 0440 }
{{- end }}
{{- if .root.Values.dialect }}
- name: dialect
  configMap: { name: {{ include "holdfast.name" .root }}-dialect }
{{- end }}
{{- end -}}

{{/* One file of the exchange's secret: nobody sees another's key. */}}
{{- define "holdfast.mounts" -}}
{{- $who := .part -}}
{{- if and .root.Values.exchange.perInjector (eq .part "injector") -}}
{{- $who = "injector-$(JOB_COMPLETION_INDEX)" -}}
{{- end -}}
- { name: tmp, mountPath: /tmp }
- { name: reports, mountPath: /home/holdfast/target-reports }
{{- if .root.Values.secrets.settings }}
- { name: settings, mountPath: /etc/holdfast/settings, readOnly: true }
{{- end }}
{{- if .root.Values.secrets.users }}
- { name: users, mountPath: /etc/holdfast/users, readOnly: true }
{{- end }}
{{- if .root.Values.secrets.target.name }}
- { name: target, mountPath: /etc/holdfast/target, readOnly: true }
{{- end }}
{{- with .root.Values.exchange }}
{{- if eq .auth "credentials" }}
- { name: exchange, mountPath: /etc/holdfast/exchange/nats.creds, subPathExpr: {{ $who }}.creds, readOnly: true }
{{- end }}
{{- if eq .auth "certificates" }}
- { name: exchange, mountPath: /etc/holdfast/exchange/tls.crt, subPathExpr: {{ $who }}.pem, readOnly: true }
- { name: exchange, mountPath: /etc/holdfast/exchange/tls.key, subPathExpr: {{ $who }}-key.pem, readOnly: true }
{{- end }}
{{- if .trust }}
- { name: exchange, mountPath: /etc/holdfast/exchange/authority.pem, subPath: authority.pem, readOnly: true }
{{- end }}
{{- end }}
{{- if .root.Values.dialect }}
- { name: dialect, mountPath: /etc/holdfast/dialect, readOnly: true }
{{- end }}
{{- end -}}

{{- define "holdfast.affinity" -}}
{{- $own := (eq .part "run" | ternary .root.Values.run .root.Values.injector) -}}
{{- if $own.affinity -}}
affinity:
  {{- toYaml $own.affinity | nindent 2 }}
{{- else if and (eq .part "injector") (ne $own.spread "none") -}}
{{- $term := dict "topologyKey" "kubernetes.io/hostname" "labelSelector" (dict "matchLabels" (include "holdfast.selector" .root | fromYaml)) -}}
affinity:
  podAntiAffinity:
    {{- if eq $own.spread "required" }}
    requiredDuringSchedulingIgnoredDuringExecution:
      - {{- toYaml $term | nindent 8 }}
    {{- else }}
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm: {{- toYaml $term | nindent 10 }}
    {{- end }}
{{- end -}}
{{- end -}}

{{- define "holdfast.container" -}}
{{- $own := (eq .part "run" | ternary .root.Values.run .root.Values.injector) -}}
{{- $args := eq .part "run" | ternary (list "run" .root.Values.kind) (list "injector") -}}
name: {{ .part }}
image: {{ include "holdfast.image" .root }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
{{- if .root.Values.schedule }}
# Both Jobs of one start carry its minute in their names: so run and injectors find each other, and nobody else.
command:
  - /bin/sh
  - -c
  - 'HOLDFAST_FLEET_RUN={{ include "holdfast.run" .root }}-${JOB_NAME##*-}; export HOLDFAST_FLEET_RUN; exec /opt/holdfast/bin/holdfast "$@"'
  - holdfast
{{- end }}
args: {{ concat $args (list "--heap" $own.heap) | toJson }}
env:
  {{- include "holdfast.env" . | trim | nindent 2 }}
resources:
  {{- toYaml $own.resources | nindent 2 }}
securityContext:
  {{- include "holdfast.containerSecurity" . | nindent 2 }}
volumeMounts:
  {{- include "holdfast.mounts" . | nindent 2 }}
{{- end -}}

{{- define "holdfast.podTemplate" -}}
{{- $own := (eq .part "run" | ternary .root.Values.run .root.Values.injector) -}}
metadata:
  labels:
    {{- include "holdfast.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .part }}
  {{- with $own.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  restartPolicy: Never
  # Links to Services would be variables called HOLDFAST_….
  enableServiceLinks: false
  automountServiceAccountToken: {{ and (eq .part "run") (ne .root.Values.run.serviceAccount "") }}
  {{- if and (eq .part "run") .root.Values.run.serviceAccount }}
  serviceAccountName: {{ .root.Values.run.serviceAccount }}
  {{- end }}
  {{- /* A run that is told to end still writes its reports. */}}
  terminationGracePeriodSeconds: {{ eq .part "run" | ternary 200 60 }}
  {{- with .root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  securityContext:
    {{- include "holdfast.podSecurity" . | nindent 4 }}
    {{- if and (eq .part "injector") $own.localPorts }}
    sysctls: [{ name: net.ipv4.ip_local_port_range, value: {{ $own.localPorts | quote }} }]
    {{- end }}
  {{- with $own.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $own.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with include "holdfast.affinity" . }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- if and (eq .part "run") .root.Values.results.objectStore.remote }}
  initContainers:
    - {{- include "holdfast.results" .root | nindent 6 }}
  {{- end }}
  containers:
    - {{- include "holdfast.container" . | nindent 6 }}
  volumes:
    {{- include "holdfast.volumes" . | nindent 4 }}
    - name: reports
      {{- if and (eq .part "run") .root.Values.results.claim.enabled }}
      persistentVolumeClaim: { claimName: {{ include "holdfast.claim" .root }} }
      {{- else }}
      emptyDir: {}
      {{- end }}
{{- end -}}

{{/* Beside the run until it has ended, however it ends; then once more. */}}
{{- define "holdfast.results" -}}
name: results
image: {{ .Values.results.objectStore.image }}
restartPolicy: Always
command:
  - /bin/sh
  - -c
  - |
    copy() { rclone copy /reports "$REMOTE" || echo "not copied to $REMOTE" >&2; }
    trap 'copy; exit 0' TERM
    while :; do
      sleep "$EVERY" & wait $!
      copy
    done
env:
  - { name: REMOTE, value: {{ .Values.results.objectStore.remote | quote }} }
  - { name: EVERY, value: {{ .Values.results.objectStore.everySeconds | quote }} }
  - { name: HOME, value: /tmp }
{{- with .Values.results.objectStore.secret }}
envFrom:
  - secretRef: { name: {{ . }} }
{{- end }}
resources:
  requests: { cpu: 100m, memory: 128Mi }
  limits: { memory: 256Mi }
securityContext:
  {{- include "holdfast.containerSecurity" . | nindent 2 }}
volumeMounts:
  - { name: reports, mountPath: /reports, readOnly: true }
  - { name: tmp, mountPath: /tmp }
{{- end -}}
