# $1: update or install. $2: the clean root. $3: a folder that keeps downloaded packages. $4: the .deb.
set -eu
root=$2
mount --make-rprivate /
mount -t proc proc "$root/proc"
mkdir -p "$root/var/cache/apt/archives"
mount --bind "$3" "$root/var/cache/apt/archives"
mkdir -p "$root/var/cache/apt/archives/partial"
for file in resolv.conf hosts; do cp -L "/etc/$file" "$root/etc/$file" || true; done
# No service is started in here.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"
inside() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} "$@"
}
if [ "$1" = update ]; then
    inside apt-get update --error-on=any
else
    cp "$4" "$root/orgdesk.deb"
    inside apt-get install --yes --no-install-recommends -o Dpkg::Use-Pty=0 --quiet=2 /orgdesk.deb
    inside sh -c 'id tester >/dev/null 2>&1 || useradd --create-home tester'
fi
