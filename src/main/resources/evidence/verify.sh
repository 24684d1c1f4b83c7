#!/bin/sh
# Verifies the evidence package that this file came with: sh verify.sh [FOLDER [KEY]]
# FOLDER is where the package was unpacked to. KEY is the public key, in PEM, that you got another way.
# Needs sh, openssl (3.0 or later), sha256sum, jq (1.6 or later) and the tools that every such system has
# (sed, cut, sort, cmp, head, tail, find, xargs, od). Asks nobody, writes to a temporary folder only.
set -eu
export LC_ALL=C
cd "${1:-.}"
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
FAILED=0
ok() { echo "ok    $*"; }
fail() { echo "FAIL  $*"; FAILED=1; }

# A stream of 32-byte hashes as numbers for printf, N to a line.
octal() { od -An -v -to1 -w"$1" | sed 's/ /\\0/g'; }
# Hashes each file of a folder, in order, as bytes.
hash_all() { (cd "$1" && find . -type f | sort | xargs openssl dgst -sha256 -binary); }
empty() { rm -rf "$T/$1"; mkdir "$T/$1"; }

# note FILE: text and signature of a C2SP signed-note, into $T/text and $T/signature
note() {
  sed '/^$/,$d' "$1" > "$T/text"
  sed -n 's/^— [^ ]* //p' "$1" | head -n 1 | openssl base64 -d -A 2>/dev/null | tail -c 64 > "$T/signature"
}
signed() {
  note "$1"
  openssl pkeyutl -verify -pubin -inkey keys/ledger.pem -rawin -in "$T/text" -sigfile "$T/signature" >/dev/null 2>&1
}
manifest() { jq -r "$@" manifest.json; }

for file in manifest.json manifest.note keys/ledger.pem; do
  if [ ! -f "$file" ]; then fail "$file: is missing"; echo "NOT VERIFIED"; exit 1; fi
done

# 1. Key, note and manifest
hash=$(sha256sum < manifest.json | cut -d' ' -f1)
if signed manifest.note; then
  if [ "$(sed -n 3p "$T/text")" = "$hash" ] && [ "$(head -n 1 "$T/text")" = elevenfold/evidence/1 ]; then
    ok "manifest of package $(sed -n 2p "$T/text") signed with the key in keys/ledger.pem"
  else
    fail "manifest.json: is not the manifest that was signed"
  fi
elif [ "$(sed -n 3p "$T/text")" = "$hash" ] \
    && [ "$(manifest '.files[] | select(.path == "keys/ledger.pem") | .sha256')" != "$(sha256sum < keys/ledger.pem | cut -d' ' -f1)" ]; then
  fail "keys/ledger.pem: is not the key of this package"
else
  fail "manifest.note: the signature does not fit"
fi
if [ -n "${2:-}" ]; then
  if [ "$(sed '/-----/d' "$2" | tr -d '\n')" != "$(sed '/-----/d' keys/ledger.pem | tr -d '\n')" ]; then
    fail "keys/ledger.pem: is not the key in $2"
  fi
else
  echo "note  compare keys/ledger.pem with a key that you got another way"
fi
if ! jq -e . manifest.json >/dev/null 2>&1; then echo "NOT VERIFIED"; exit 1; fi

# 2. Every file, and no other
manifest '.files[] | .sha256 + "  " + .path' | sort -k2 > "$T/sums"
manifest '.files[].path' | sort > "$T/listed"
find . ! -type d | sed 's#^\./##' | grep -vx -e manifest.json -e manifest.note | sort > "$T/there"
comm -23 "$T/listed" "$T/there" > "$T/missing"
while IFS= read -r file; do fail "$file: is missing"; done < "$T/missing"
comm -13 "$T/listed" "$T/there" > "$T/unlisted"
while IFS= read -r file; do fail "$file: is not listed in the manifest"; done < "$T/unlisted"
sha256sum -c --strict "$T/sums" 2>/dev/null | sed -n 's/: FAILED$//p' | grep -vxF -f "$T/missing" > "$T/changed" || true
while IFS= read -r file; do fail "$file: is not the file that the manifest lists"; done < "$T/changed"
[ "$FAILED" -eq 0 ] && ok "$(wc -l < "$T/listed") files are those that the manifest lists, and there are no others"

# checkpoint FILE ORIGIN: the root into $T/root, the size into $size
checkpoint() {
  size=0
  if [ -f "$1" ] && signed "$1" && [ "$(head -n 1 "$T/text")" = "$2" ]; then
    size=$(sed -n 2p "$T/text")
    sed -n 3p "$T/text" | openssl base64 -d -A > "$T/root"
  else
    fail "$1: the checkpoint is not signed by this package's key, or speaks of another log"
    return 1
  fi
}

# node LEFT RIGHT NODE: the node over two files with a hash each, into the third
node() { { printf '\001'; cat "$1" "$2"; } | openssl dgst -sha256 -binary > "$T/made"; mv "$T/made" "$3"; }

# RFC 9162, section 2.1.4.2; proof in $T/proof, one hash in Base64 on a line
consistent() {
  first=$1; second=$2
  if [ "$first" -eq "$second" ]; then cmp -s "$T/first" "$T/second"; return; fi
  [ "$first" -gt 0 ] && [ "$first" -lt "$second" ] || return 1
  if [ $((first & (first - 1))) -eq 0 ]; then cp "$T/first" "$T/fr"; else
    head -n 1 "$T/proof" | openssl base64 -d -A > "$T/fr"
    sed 1d "$T/proof" > "$T/rest"; mv "$T/rest" "$T/proof"
  fi
  cp "$T/fr" "$T/sr"
  fn=$((first - 1)); sn=$((second - 1))
  while [ $((fn & 1)) -eq 1 ]; do fn=$((fn >> 1)); sn=$((sn >> 1)); done
  while IFS= read -r sibling; do
    [ "$sn" -gt 0 ] || return 1
    printf '%s' "$sibling" | openssl base64 -d -A > "$T/sibling"
    if [ $((fn & 1)) -eq 1 ] || [ "$fn" -eq "$sn" ]; then
      node "$T/sibling" "$T/fr" "$T/fr"; node "$T/sibling" "$T/sr" "$T/sr"
      while [ $((fn & 1)) -eq 0 ] && [ "$fn" -ne 0 ]; do fn=$((fn >> 1)); sn=$((sn >> 1)); done
    else
      node "$T/sr" "$T/sibling" "$T/sr"
    fi
    fn=$((fn >> 1)); sn=$((sn >> 1))
  done < "$T/proof"
  [ "$sn" -eq 0 ] && cmp -s "$T/fr" "$T/first" && cmp -s "$T/sr" "$T/second"
}

# The root over $T/level, the hashes of the leaves from $1 to before $2, in a tree of $3; proof as above
spans() {
  left=$1; right=$(($2 - 1)); last=$(($3 - 1))
  exec 3< "$T/proof"
  while [ "$last" -gt 0 ]; do
    : > "$T/nodes"
    if [ $((left & 1)) -eq 1 ]; then
      IFS= read -r sibling <&3 || return 1
      printf '%s' "$sibling" | openssl base64 -d -A >> "$T/nodes"
    fi
    cat "$T/level" >> "$T/nodes"
    if [ $((right & 1)) -eq 0 ] && [ "$right" -lt "$last" ]; then
      IFS= read -r sibling <&3 || return 1
      printf '%s' "$sibling" | openssl base64 -d -A >> "$T/nodes"
    fi
    count=$(($(wc -c < "$T/nodes") / 32))
    head -c $((count / 2 * 64)) "$T/nodes" > "$T/pairs"
    : > "$T/level"
    if [ -s "$T/pairs" ]; then
      empty files
      octal 64 < "$T/pairs" > "$T/octal"
      n=1000000
      while IFS= read -r pair; do printf '\001%b' "$pair" > "$T/files/$n"; n=$((n + 1)); done < "$T/octal"
      hash_all "$T/files" > "$T/level"
    fi
    # A node without a right neighbour is its own parent.
    if [ $((count & 1)) -eq 1 ]; then tail -c 32 "$T/nodes" >> "$T/level"; fi
    left=$((left >> 1)); right=$((right >> 1)); last=$((last >> 1))
  done
  if IFS= read -r sibling <&3; then return 1; fi
  cmp -s "$T/level" "$T/root"
}

# For printf: the bytes of a hash in hex
OCTAL='def octal: explode | map(if . > 96 then . - 87 else . - 48 end) | . as $d
  | [range(0; length; 2) | $d[.] * 16 + $d[. + 1] | "\\0\(. / 64 | floor)\(. / 8 | floor | . % 8)\(. % 8)"] | join("");'

# records LOG ORIGIN SIZE PATH FROM TO
records() {
  path=$4
  # Each line is the record that its place says, of this log, with a leaf or a reason why there is none.
  wrong=$(jq -rn --argjson log "$1" --arg origin "$2" --argjson from "$5" --argjson to "$6" '
    def what($p): if .log != $log or .position != $p then "the line speaks of another record"
      elif .leaf then (if (.leaf | fromjson | .log) != $origin then "the leaf belongs to another log" else empty end)
      elif .withdrawn and (.leaf_hash | type == "string" and test("^[0-9a-f]{64}$")) then empty
      elif .leaf_hash then "the record is missing, and nothing says why" else "the line is no record" end;
    foreach (inputs, null) as $line ($from - 1; . + 1;
      . as $p | if $line == null then (if $p != $to then "\($to - $from) records are expected, and \($p - $from) are there" else empty end)
      else ($line | what($p) | "position \($p): \(.)") end)' "$path" 2>&1) || wrong="a line is no record"
  if [ -n "$wrong" ]; then fail "$path: log $1, $(printf '%s' "$wrong" | head -n 1)"; return; fi
  # Leaf hashes
  empty files
  n=1000000
  jq -r 'if .leaf then .leaf else "" end' "$path" > "$T/leaves"
  while IFS= read -r leaf; do printf '\000%s' "$leaf" > "$T/files/$n"; n=$((n + 1)); done < "$T/leaves"
  hash_all "$T/files" > "$T/level"
  if jq -e -n '[inputs | select(.leaf | not)] | length > 0' "$path" >/dev/null; then
    # The hash of a withdrawn record stands for it.
    octal 32 < "$T/level" > "$T/computed"
    jq -r "$OCTAL"' if .leaf then "" else .leaf_hash | octal end' "$path" > "$T/told"
    exec 4< "$T/told"
    while IFS= read -r computed; do IFS= read -r told <&4; printf '%b' "${told:-$computed}"; done < "$T/computed" > "$T/level"
  fi
  manifest --arg path "$path" '.logs[].records[] | select(.path == $path) | .proof[]' > "$T/proof"
  if ! spans "$5" "$6" "$3"; then fail "$path: the records do not lead to the signed root"; fi
  # What is disclosed opens its commitment
  empty files
  jq -r "$OCTAL"' select(.groups) | (.leaf | fromjson | .cm) as $cm | .position as $p | .groups | to_entries[]
    | "\($p) \(.key) \($cm[.key]) \(.value.salt | octal) \(.value.json)"' "$path" > "$T/groups"
  n=1000000
  while IFS=' ' read -r position group committed salt content; do
    { printf '%b' "$salt"; printf '%s' "$content"; } > "$T/files/$n"; n=$((n + 1))
  done < "$T/groups"
  if [ "$n" -gt 1000000 ]; then
    (cd "$T/files" && find . -type f | sort | xargs sha256sum) | cut -d' ' -f1 > "$T/opened"
    cut -d' ' -f3 "$T/groups" > "$T/committed"
    if ! cmp -s "$T/opened" "$T/committed"; then
      n=$(paste -d' ' "$T/opened" "$T/committed" | grep -nvE '^([0-9a-f]+) \1$' | head -n 1 | cut -d: -f1)
      fail "$path: log $1, position $(sed -n "${n}p" "$T/groups" | cut -d' ' -f1): what the record says of $(sed -n "${n}p" "$T/groups" | cut -d' ' -f2) is not what was recorded"
    fi
    OPENED=$((OPENED + $(wc -l < "$T/groups")))
  fi
}

# 3. The logs
for log in $(manifest '.logs[].log'); do
  at() { manifest --argjson log "$log" ".logs[] | select(.log == \$log) | $1"; }
  origin=$(at .origin); OPENED=0
  if ! checkpoint "$(at .end)" "$origin"; then continue; fi
  end=$size; cp "$T/root" "$T/second"
  if [ "$(at .start)" != null ] && checkpoint "$(at .start)" "$origin"; then
    cp "$T/root" "$T/first"
    at '.consistency[]' > "$T/proof"
    if consistent "$size" "$end"; then ok "log $log only grew from $size to $end leaves"; else
      fail "manifest.json: log $log: the proof from $size to $end leaves fails"
    fi
  fi
  cp "$T/second" "$T/root"
  if [ "$(at '. as $l | reduce .records[] as $r ($l.from; if . == $r.from and $r.to > . then $r.to else -1 end) == $l.to')" != true ]; then
    fail "manifest.json: log $log: some records are in no file"
  fi
  at '.records[] | "\(.path) \(.from) \(.to)"' > "$T/files-of-log"
  while IFS=' ' read -r path from to; do
    if [ -f "$path" ]; then records "$log" "$origin" "$end" "$path" "$from" "$to"; fi
  done < "$T/files-of-log"
  ok "log $log: records $(at .from) to $(($(at .to) - 1)) checked against the signed tree of $end; $OPENED groups of fields opened"
done

if [ "$FAILED" -eq 0 ]; then echo VERIFIED; else echo "NOT VERIFIED"; exit 1; fi
