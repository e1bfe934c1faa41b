# $1: a folder for this session. The rest: the command to become.
set -eu
folder=$1
shift
rm -rf "$folder"
for part in data config cache state; do mkdir -p "$folder/$part"; done
export XDG_DATA_HOME="$folder/data" XDG_CONFIG_HOME="$folder/config"
export XDG_CACHE_HOME="$folder/cache" XDG_STATE_HOME="$folder/state"
# Sockets live here: a path short enough for them, for this user alone.
XDG_RUNTIME_DIR=$(mktemp -d "${TMPDIR:-/tmp}/orgdesk-session.XXXXXX")
export XDG_RUNTIME_DIR
trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
printf 'practice' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
"$@"
