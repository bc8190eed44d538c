{{/* What values.schema.json cannot say: rules over several values. Each error names value, rule and remedy. */}}

{{- define "holdfast.targetPorts" -}}
{{- $given := .Values.networkPolicy.target.ports -}}
{{- if $given -}}
{{- toJson $given -}}
{{- else if .Values.target -}}
{{- $url := urlParse .Values.target -}}
{{- $port := splitList ":" (regexReplaceAll "^\\[.*\\]" $url.host "") | rest | first | default (eq $url.scheme "wss" | ternary "443" "80") -}}
{{- list (int $port) | toJson -}}
{{- else -}}
[]
{{- end -}}
{{- end -}}

{{/* A size such as 1536m, 3Gi or 3221225472 in MiB; 0 if it is of another form. */}}
{{- define "holdfast.mebibytes" -}}
{{- $size := toString . -}}
{{- $number := regexFind "^[0-9]+" $size | default "0" | int64 -}}
{{- $unit := regexReplaceAll "^[0-9]+" $size "" -}}
{{- if has $unit (list "g" "G" "Gi") -}}{{ mul $number 1024 }}
{{- else if has $unit (list "m" "M" "Mi") -}}{{ $number }}
{{- else if has $unit (list "k" "K" "Ki") -}}{{ div $number 1024 }}
{{- else if eq $unit "" -}}{{ div $number 1048576 }}
{{- else -}}0
{{- end -}}
{{- end -}}

{{- define "holdfast.checks" -}}
{{- $v := .Values -}}
{{- include "holdfast.checkForms" $v -}}
{{- include "holdfast.checkTarget" $v -}}
{{- include "holdfast.checkSettings" $v -}}
{{- include "holdfast.checkExchange" $v -}}
{{- include "holdfast.checkPods" $v -}}
{{- if and $v.nats.enabled (gt (len .Release.Name) 49) (not $v.nats.fullnameOverride) -}}
{{- fail (printf "the release's name must have at most 49 characters, for the services of NATS are named by it, got: %d. Or set nats.fullnameOverride" (len .Release.Name)) -}}
{{- end -}}
{{- if not (or $v.results.claim.enabled $v.results.objectStore.remote) -}}
{{- fail "results go nowhere: set results.claim.enabled=true, or results.objectStore.remote" -}}
{{- end -}}
{{- if and $v.timeZone (not $v.schedule) -}}
{{- fail (printf "timeZone is that of a schedule, and there is none: set schedule, or remove timeZone, got: %s" $v.timeZone) -}}
{{- end -}}
{{- if $v.networkPolicy.enabled -}}
{{- if not $v.networkPolicy.target.to -}}
{{- fail "networkPolicy.target.to must say who the target is (ipBlock, podSelector or namespaceSelector), got: nobody. Or set networkPolicy.enabled=false" -}}
{{- end -}}
{{- if eq (include "holdfast.targetPorts" .) "[]" -}}
{{- fail "networkPolicy.target.ports must have the target's port, since no target is given that tells it" -}}
{{- end -}}
{{- if and $v.exchange.url (not $v.networkPolicy.exchange.to) -}}
{{- fail "networkPolicy.exchange.to must say who the NATS of exchange.url is, got: nobody. Or set networkPolicy.enabled=false" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Texts that have a form, of which a schema could only say that a pattern does not match. */}}
{{- define "holdfast.checkForms" -}}
{{- if not (regexMatch "^(wss?://[^\\s/?#@]+(/[^\\s?#]*)?)?$" .target) -}}
{{- fail (printf "target must be a URL such as wss://staging.example.org/ws, without a query, which may be secret: one with a query belongs into secrets.settings as holdfast.target, got: %s" (regexReplaceAll "\\?.*" .target "?…")) -}}
{{- end -}}
{{- if not (regexMatch "^((nats|tls)://[^\\s/?#@]+/?)?$" .exchange.url) -}}
{{- fail (printf "exchange.url must be a URL such as nats://nats.example.org:4222 or tls://nats.example.org:4222, without user and password, got: %s" (regexReplaceAll "//.*@" .exchange.url "//…@")) -}}
{{- end -}}
{{- if not (regexMatch "^(@(hourly|daily|midnight|weekly|monthly|yearly|annually)|[^\\s@]+(\\s+\\S+){4})?$" .schedule) -}}
{{- fail (printf "schedule must have the five fields of cron, such as \"0 22 * * *\", or be @daily, got: %s" .schedule) -}}
{{- end -}}
{{- if not (regexMatch "^([A-Za-z0-9_-]+:\\S+)?$" .results.objectStore.remote) -}}
{{- fail (printf "results.objectStore.remote must be a remote of rclone and a path, such as s3:my-bucket/holdfast, got: %s" .results.objectStore.remote) -}}
{{- end -}}
{{- range $part := list "run" "injector" -}}
{{- $heap := (get $ $part).heap -}}
{{- if not (regexMatch "^[1-9][0-9]*[kKmMgG]$" $heap) -}}
{{- fail (printf "%s.heap must be a size such as 1536m or 2g, got: %s" $part $heap) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "holdfast.checkTarget" -}}
{{- if not (or .target .secrets.settings) -}}
{{- fail "target must be given: the backend to judge, such as wss://staging.example.org/ws; or as holdfast.target in secrets.settings" -}}
{{- end -}}
{{- if and (or .secrets.target.trust .secrets.target.clientStore) (not .secrets.target.name) -}}
{{- fail "secrets.target.name must be the Secret that has ca.crt or client.p12, got: none" -}}
{{- end -}}
{{- if and .dialect (hasKey .settings "dialect") -}}
{{- fail "give dialect (a file's text) or settings.dialect (a name), not both" -}}
{{- end -}}
{{- end -}}

{{- define "holdfast.checkSettings" -}}
{{- $chart := dict "target" "target" "injectors" "injectors" "exchange" "exchange.url" "config" "secrets.settings" "users-file" "secrets.users" "reach.trust" "secrets.target.trust" "reach.client-store" "secrets.target.clientStore" "live.on" "nothing: it is always on" "live.port" "nothing: it is 8089" "reports.folder" "results" "fleet.run" "exchange.run" "fleet.index" "nothing: it is the index of the pod" "fleet.credentials" "exchange.auth" "fleet.certificate" "exchange.auth" "fleet.key" "exchange.auth" "fleet.trust" "exchange.trust" -}}
{{- range $key, $value := .settings -}}
{{- if hasPrefix "holdfast." $key -}}
{{- fail (printf "settings.%s must be without its first word: settings.%s" $key (trimPrefix "holdfast." $key)) -}}
{{- end -}}
{{- if hasKey $chart $key -}}
{{- fail (printf "settings.%s is set by the chart. Use instead: %s" $key (get $chart $key)) -}}
{{- end -}}
{{- if or (regexMatch "(secret|password)$" $key) (has $key (list "reach.headers" "soak.command" "webhook.url")) -}}
{{- fail (printf "settings.%s may be secret: put holdfast.%s into the holdfast.conf of secrets.settings" $key $key) -}}
{{- end -}}
{{- end -}}
{{- if and (hasKey .settings "users") (lt (int64 .settings.users) (int64 .injectors)) -}}
{{- fail (printf "injectors must be at most settings.users (%v), for each needs a user, got: %v" .settings.users .injectors) -}}
{{- end -}}
{{- end -}}

{{- define "holdfast.checkExchange" -}}
{{- $e := .exchange -}}
{{- if and $e.url .nats.enabled -}}
{{- fail (printf "exchange.url is %s, and nats.enabled is true: set nats.enabled=false, or remove exchange.url" $e.url) -}}
{{- end -}}
{{- if not (or $e.url .nats.enabled) -}}
{{- fail "run and injectors need a NATS to meet: set exchange.url, or nats.enabled=true" -}}
{{- end -}}
{{- if and .nats.enabled (not (dig "config" "jetstream" "enabled" false .nats)) -}}
{{- fail "nats.config.jetstream.enabled must be true: the figures of injectors go by JetStream" -}}
{{- end -}}
{{- if and $e.url $e.tls -}}
{{- fail (printf "exchange.tls is of the chart's own NATS; for another use tls://… as exchange.url, got: %s" $e.url) -}}
{{- end -}}
{{- if and .nats.enabled (ne $e.tls (dig "config" "nats" "tls" "enabled" false .nats)) -}}
{{- fail "exchange.tls and nats.config.nats.tls.enabled must be the same: what NATS speaks is what run and injectors speak" -}}
{{- end -}}
{{- $tls := or $e.tls (hasPrefix "tls://" $e.url) -}}
{{- if and (eq $e.auth "certificates") (not $tls) -}}
{{- fail "exchange.auth is certificates, and these need TLS: set exchange.url=tls://…, or exchange.tls=true" -}}
{{- end -}}
{{- if and $e.trust (not $tls) -}}
{{- fail "exchange.trust is whom to believe over TLS: set exchange.url=tls://…, or exchange.tls=true" -}}
{{- end -}}
{{- if and (or (ne $e.auth "none") $e.trust) (not $e.secret) -}}
{{- fail (printf "exchange.secret must be the Secret with the files of exchange.auth (%s) and exchange.trust, got: none" $e.auth) -}}
{{- end -}}
{{- if and .nats.enabled (eq $e.auth "certificates") (or .schedule (not $e.run)) -}}
{{- fail "exchange.run must be given, and no schedule, where exchange.auth is certificates and NATS is the chart's: its permissions name the run" -}}
{{- end -}}
{{- if and $e.perInjector (eq $e.auth "none") -}}
{{- fail "exchange.perInjector is of credentials or certificates, and exchange.auth is none" -}}
{{- end -}}
{{- end -}}

{{- define "holdfast.checkPods" -}}
{{- range $part := list "run" "injector" -}}
{{- $own := get $ $part -}}
{{- $heap := include "holdfast.mebibytes" $own.heap | int64 -}}
{{- $limit := include "holdfast.mebibytes" (dig "limits" "memory" "" $own.resources) | int64 -}}
{{- if and (gt $limit 0) (lt $limit (add $heap 512)) -}}
{{- fail (printf "%s.resources.limits.memory must be at least 512 MiB above %s.heap (%s), or the kernel ends the pod, got: %s" $part $part $own.heap (dig "limits" "memory" "" $own.resources)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
