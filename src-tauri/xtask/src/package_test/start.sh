# $1: the clean root. $2: where the picture goes. Under a screen: DISPLAY and XAUTHORITY are set.
set -eu
root=$1
mount --make-rprivate /
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"
mkdir -p "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
cp "$XAUTHORITY" "$root/tmp/xauthority"
mkdir -m 0700 "$root/tmp/runtime"
chroot "$root" chown tester "/tmp/xauthority" /tmp/runtime
chmod 1777 "$root/tmp"

# What a person's menu would start.
entry=$(ls "$root"/usr/share/applications/*rgdesk*.desktop)
start=$(sed -n 's/^Exec=\([^ ]*\).*/\1/p' "$entry" | head -n 1)
said="$root/tmp/said"
chroot --userspec=tester:tester "$root" env -i HOME=/home/tester USER=tester PATH=/usr/bin:/bin LC_ALL=C.UTF-8 \
    DISPLAY="$DISPLAY" XAUTHORITY=/tmp/xauthority XDG_RUNTIME_DIR=/tmp/runtime ORGDESK_LOG=info \
    "$start" >"$said" 2>&1 &
app=$!

painted=no
left=600
while [ "$left" -gt 0 ] && kill -0 "$app" 2>/dev/null; do
    if grep -q 'first screen painted' "$said"; then painted=yes; break; fi
    left=$((left - 1))
    sleep 0.1
done
import -window root "$2" || true
if [ "$painted" = no ]; then
    echo "the app did not say that its first screen is painted; it said:"
    cat "$said"
    exit 1
fi
