#!/usr/bin/env bash
# What the steps of action.yml and comment/action.yml run: finds a Python and starts action.py with it.
# Inputs come as variables VB_*; whatever goes wrong here is exit code 3, in the step's outputs too.
set -euo pipefail
trap 'exit 3' ERR
here=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd)
# The last value of an output counts: these stay where nothing below comes to an end.
printf 'verdict=error\nexit-code=3\n' >>"$GITHUB_OUTPUT"
# Outside the checkout, where no file of a pull request is in the way.
mkdir -p -- "$RUNNER_TEMP/variant-budget"
cd -- "$RUNNER_TEMP/variant-budget"
candidates=(python3.13 python3.12 python3.11 python3 python)
if [ -n "$VB_PYTHON" ]; then candidates=("$VB_PYTHON"); fi
for python in "${candidates[@]}"; do
  if "$python" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    code=0
    "$python" -I -X utf8 "$here/action.py" || code=$?
    exit "$code"
  fi
done
message='No Python of version 3.11 or later was found. Add actions/setup-python before this step.'
if [ -n "$VB_PYTHON" ]; then message='What the input "python" names is no Python of version 3.11 or later.'; fi
echo "::error title=python-missing::$message"
printf '### Could not be measured\n\n%s\n' "$message" >>"$GITHUB_STEP_SUMMARY"
exit 3
