#!/usr/bin/env bash
# Installs what npm cannot bring: the compiler for the SQLite binding (where no prebuilt one can be downloaded) and the libraries that the test
# browser links to. Installs only what is missing, as root on Debian; elsewhere it says what is missing and fails.
set -euo pipefail

missing=()
need_program() { command -v "$1" >/dev/null 2>&1 || missing+=("$2"); }
need_library() { ldconfig -p 2>/dev/null | grep -q "$1" || missing+=("$2"); }

export PATH="$PATH:/usr/sbin:/sbin"
for wanted in "$@"; do
  case "$wanted" in
    build) need_program make make; need_program g++ g++; need_program python3 python3 ;;
    browser) need_library libnss3.so libnss3; need_library libnspr4.so libnspr4; need_library libexpat.so.1 libexpat1 ;;
    bench) need_program strace strace ;;
    *) echo "usage: ensure-system.sh [build] [browser] [bench]" >&2; exit 2 ;;
  esac
done

[ "${#missing[@]}" -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "Missing from this system: ${missing[*]} (Debian's package names). Install them and run this again." >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
