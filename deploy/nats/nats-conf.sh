#!/bin/sh
# Prints the configuration of a NATS server for one run of Holdfast and its injectors, each let in by its own certificate and
# allowed to say only what is its own to say.
#
#   nats-conf.sh RUN INJECTORS FOLDER > nats.conf
#
# RUN is holdfast.fleet.run. FOLDER holds server.pem, server-key.pem and authority.pem, as certificates.sh makes them. The
# subjects of the certificates are CN=holdfast-run and CN=holdfast-injector-0, -1, and so on.
set -eu
run=${1:?RUN, the value of holdfast.fleet.run}
injectors=${2:?INJECTORS, the value of holdfast.injectors}
folder=${3:?FOLDER with server.pem, server-key.pem and authority.pem}

cat <<EOF
max_payload: 8MB
tls {
  cert_file: "$folder/server.pem"
  key_file: "$folder/server-key.pem"
  ca_file: "$folder/authority.pem"
  verify_and_map: true
}
authorization {
  users: [
    {
      user: "CN=holdfast-run"
      permissions: {
        publish: ["hf.$run.>", "\$JS.API.>", "\$JS.ACK.>", "\$JS.FC.>", "\$O.hf-$run-files-*.>"]
        subscribe: ["hf.$run.>", "_INBOX_${run}_run.>"]
        allow_responses: true
      }
    }
EOF
index=0
while [ "$index" -lt "$injectors" ]; do
  files="OBJ_hf-$run-files-$index"
  claims="KV_hf-$run-claims"
  cat <<EOF
    {
      user: "CN=holdfast-injector-$index"
      permissions: {
        publish: [
          "hf.$run.s.*.$index", "hf.$run.pulse.$index"
          "\$KV.hf-$run-claims.injector.$index", "\$O.hf-$run-files-$index.>"
          "\$JS.API.INFO", "\$JS.API.STREAM.MSG.GET.hf-$run"
          "\$JS.API.STREAM.INFO.$claims", "\$JS.API.STREAM.MSG.GET.$claims", "\$JS.API.DIRECT.GET.$claims.>"
          "\$JS.API.STREAM.INFO.$files", "\$JS.API.STREAM.MSG.GET.$files", "\$JS.API.DIRECT.GET.$files.>"
          "\$JS.API.STREAM.PURGE.$files"
        ]
        subscribe: [
          "hf.$run.plan.$index", "hf.$run.order.$index", "hf.$run.clock.$index", "hf.$run.lease"
          "_INBOX_${run}_injector-$index.>"
        ]
        allow_responses: true
      }
    }
EOF
  index=$((index + 1))
done
cat <<EOF
  ]
}
EOF
