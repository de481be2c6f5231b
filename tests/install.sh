#!/usr/bin/env bash
# Install what the tests of browser, documents and database server drive, if this machine lets us; never fail for want of it.
set -u
wanted=()
command -v chromium >/dev/null || wanted+=(chromium)
fc-list 2>/dev/null | grep -qiE 'CJK|wqy|WenQuanYi' || wanted+=(fontconfig fonts-noto-cjk)
command -v soffice >/dev/null || wanted+=(libreoffice-writer-nogui)
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || wanted+=(postgresql)
[ ${#wanted[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "正在安装测试所需的软件包：${wanted[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null 2>&1 && apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null 2>&1 && exit 0
fi
echo "没有安装 ${wanted[*]}：相应的测试将跳过（可自行安装后再运行）。"
exit 0
