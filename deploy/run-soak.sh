#!/bin/sh
# One soak, for a scheduler: ends 0 on PASS only; anything else is not PASS, or did not run.
#   deploy/run-soak.sh -Dholdfast.duration=8h -Dholdfast.users=5000
# Reports go to target-reports/, of which holdfast.reports.keep (50) stay.
set -eu
cd "$(dirname "$0")/.."
exec mvn -B -q gatling:test -Dgatling.simulationClass=dev.holdfast.simulations.SoakSimulation "$@"
