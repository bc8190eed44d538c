{{/* What an injector may say and hear: what is its own, and answers to what it was asked. */}}
{{- define "holdfast.injectorUser" -}}
{{- $hf := printf "hf.%s" .run -}}
{{- $files := printf "hf-%s-files-%s" .run .index -}}
{
  user: "CN=holdfast-{{ .user }}"
  permissions: {
    publish: [
      "{{ $hf }}.s.*.{{ .index }}", "{{ $hf }}.pulse.{{ .index }}", "$KV.hf-{{ .run }}-claims.injector.{{ .index }}"
      {{- if eq .index "*" }}
      "$O.*.C.>", "$O.*.M.>", "$JS.API.STREAM.INFO.*", "$JS.API.STREAM.MSG.GET.*", "$JS.API.DIRECT.GET.>"
      {{- else }}
      "$O.{{ $files }}.C.>", "$O.{{ $files }}.M.>"
      "$JS.API.STREAM.INFO.OBJ_{{ $files }}", "$JS.API.STREAM.PURGE.OBJ_{{ $files }}", "$JS.API.STREAM.MSG.GET.OBJ_{{ $files }}", "$JS.API.DIRECT.GET.OBJ_{{ $files }}.>"
      {{- end }}
      "$JS.API.INFO", "$JS.API.STREAM.INFO.hf-{{ .run }}", "$JS.API.STREAM.MSG.GET.hf-{{ .run }}"
      "$JS.API.STREAM.INFO.KV_hf-{{ .run }}-claims", "$JS.API.STREAM.MSG.GET.KV_hf-{{ .run }}-claims"
      "$JS.API.DIRECT.GET.KV_hf-{{ .run }}-claims.>"
    ]
    subscribe: [
      "{{ $hf }}.plan.{{ .index }}", "{{ $hf }}.order.{{ .index }}", "{{ $hf }}.clock.{{ .index }}", "{{ $hf }}.lease"
      {{- if eq .index "*" }}
      {{- range $each := until 100 }}
      "_INBOX_{{ $.run }}_injector-{{ $each }}.>"
      {{- end }}
      {{- else }}
      "_INBOX_{{ .run }}_{{ .user }}.>"
      {{- end }}
    ]
    # The answers to a plan, an order, or a question for the clock.
    allow_responses: { max: 1, expires: "5s" }
  }
}
{{- end -}}
