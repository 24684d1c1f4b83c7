#!/bin/sh
# Verifies the evidence package that this file came with: sh verify.sh [FOLDER [KEY]]
# FOLDER is where the package was unpacked to. KEY is the public key, in PEM, that you got another way.
# Needs sh, openssl (3.0 or later), sha256sum, jq (1.6 or later) and the tools that come with these systems
# (sed, cut, paste, sort, split, fold, tr, cmp, head, find, xargs, printf). Asks nobody, writes to a temporary folder only:
# in memory where /dev/shm is there, else where TMPDIR says.
set -eu
export LC_ALL=C
cd "${1:-.}"
T=$(mktemp -d /dev/shm/verify.XXXXXX 2>/dev/null || mktemp -d)
trap 'rm -rf "$T"' EXIT
FAILED=0
ok() { echo "ok    $*"; }
fail() { echo "FAIL  $*"; FAILED=1; }

# Bytes are written by the printf that is a program, for thousands of lines at once.
if [ "$(env printf '%b' '\x41\\')" != 'A\' ]; then echo "FAIL  printf on this system writes no bytes by number"; exit 1; fi

# hashes: for lines "LENGTH NUMBER BYTES" the SHA-256 of each in hex, by NUMBER. The bytes are as printf's %b reads them,
# but for a backslash of their own, which stands as the byte 1: so a long line can be folded anywhere behind its begin.
# Things of one length are cut from one stream, so that no process is started and nothing is read for one hash alone.
BACKSLASH=$(printf '\001')
hashes() {
  rm -rf "$T/files"; mkdir "$T/files"
  sort -n -k1,1 -k2,2 > "$T/sorted"
  cut -d' ' -f1 < "$T/sorted" | uniq -c > "$T/lengths"
  cut -d' ' -f2 < "$T/sorted" > "$T/numbers"
  cut -d' ' -f3- < "$T/sorted" | fold -b -w 30000 | sed "s/$BACKSLASH/\\\\\\\\/g" | tr '\n' '\000' | xargs -0 env printf '%b' > "$T/stream"
  class=100000
  while read -r many length; do
    head -c $((many * length)) <&5 | split -a 5 -b "$length" - "$T/files/$class."
    class=$((class + 1))
  done < "$T/lengths" 5< "$T/stream"
  (cd "$T/files" && find . -type f | sort | xargs sha256sum) | cut -d' ' -f1 \
    | paste -d' ' "$T/numbers" - | sort -n -k1,1 | cut -d' ' -f2
}

# note FILE: the text of a C2SP signed-note into $T/text, its signatures, in Base64, into $T/signatures
note() {
  sed '/^$/,$d' "$1" > "$T/text"
  sed -n 's/^— [^ ]* //p' "$1" | head -n 16 > "$T/signatures"
}
# made_by KEY: whether one of the signatures under the text is this key's. Without the four bytes that number the key.
made_by() {
  while IFS= read -r signature; do
    printf '%s' "$signature" | openssl base64 -d -A 2>/dev/null | tail -c +5 > "$T/signature"
    if openssl pkeyutl -verify -pubin -inkey "$1" -rawin -in "$T/text" -sigfile "$T/signature" >/dev/null 2>&1; then return; fi
  done < "$T/signatures"
  return 1
}
# signed FILE: whether it is signed with the package's key, or with one that handed over to it
signed() {
  note "$1"
  while IFS= read -r key; do if made_by "$key"; then return; fi; done < "$T/keys"
  return 1
}
# The key itself, without the lines around it
bare() { sed '/-----/d' "$1" | tr -d '\n'; }
manifest() { jq -r "$@" manifest.json; }

for file in manifest.json manifest.note keys/ledger.pem; do
  if [ ! -f "$file" ]; then fail "$file: is missing"; echo "NOT VERIFIED"; exit 1; fi
done

# 1. Key, note and manifest
echo keys/ledger.pem > "$T/keys"
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
if ! jq -e . manifest.json >/dev/null 2>&1; then echo "NOT VERIFIED"; exit 1; fi
# The keys before this one: each handed over to the next with a statement that names and is signed by both
manifest '(.earlier_keys // [])[] | "\(.path) \(.handover)"' > "$T/earlier" 2>/dev/null || : > "$T/earlier"
next=keys/ledger.pem
while IFS=' ' read -r path handover; do
  if [ -f "$path" ] && [ -f "$handover" ] && note "$handover" && made_by "$path" && made_by "$next" \
      && [ "$(head -n 1 "$T/text")" = elevenfold/ledger-key/1 ] \
      && [ "$(sed -n 3p "$T/text")" = "$(bare "$path")" ] && [ "$(sed -n 4p "$T/text")" = "$(bare "$next")" ]; then
    echo "$path" >> "$T/keys"; next=$path
  else
    fail "$handover: does not hand over from this key to the next, signed by both"
    break
  fi
done < "$T/earlier"
[ -s "$T/earlier" ] && [ "$next" != keys/ledger.pem ] && ok "$(($(wc -l < "$T/keys") - 1)) earlier keys handed over to the one in keys/ledger.pem, each signed by both"
if [ -n "${2:-}" ]; then
  known=
  while IFS= read -r key; do if [ "$(bare "$key")" = "$(bare "$2")" ]; then known=$key; fi; done < "$T/keys"
  case $known in
    '') fail "keys/ledger.pem: is not the key in $2, nor did that hand over to it" ;;
    keys/ledger.pem) ;;
    *) ok "the key in $2 handed over to keys/ledger.pem" ;;
  esac
else
  echo "note  compare keys/ledger.pem with a key that you got another way"
fi

# 2. Every file, and no other
manifest '.files[] | .sha256 + "  " + .path' | sort -k2 > "$T/sums"
manifest '.files[].path' | sort > "$T/listed"
find . ! -type d | sed 's#^\./##' | grep -vx -e manifest.json -e manifest.note -e manifest.tsr | sort > "$T/there"
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
    fail "$1: the checkpoint is not signed by a key of this package, or speaks of another log"
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

# The root over $T/level, the hashes of the leaves from $1 to before $2, in hex, in a tree of $3; proof as above
spans() {
  left=$1; right=$(($2 - 1)); last=$(($3 - 1))
  exec 3< "$T/proof-hex"
  while [ "$last" -gt 0 ]; do
    if [ $((left & 1)) -eq 1 ]; then
      IFS= read -r sibling <&3 || return 1
      { printf '%s\n' "$sibling"; cat "$T/level"; } > "$T/nodes"; mv "$T/nodes" "$T/level"
    fi
    if [ $((right & 1)) -eq 0 ] && [ "$right" -lt "$last" ]; then
      IFS= read -r sibling <&3 || return 1
      printf '%s\n' "$sibling" >> "$T/level"
    fi
    # A node without a right neighbour is its own parent: its line has 64 digits instead of 128.
    paste -d '' - - < "$T/level" > "$T/pairs"
    sed -n '/^.\{64\}$/p' "$T/pairs" > "$T/alone"
    sed -n 's/^.\{128\}$/&/p' "$T/pairs" | sed 's/../\\x&/g' | sed '=' | paste -d' ' - - | sed 's/^\([0-9]*\) /65 \1 \\x01/' > "$T/in"
    if [ -s "$T/in" ]; then hashes < "$T/in" > "$T/level"; else : > "$T/level"; fi
    cat "$T/alone" >> "$T/level"
    left=$((left >> 1)); right=$((right >> 1)); last=$((last >> 1))
  done
  if IFS= read -r sibling <&3; then return 1; fi
  [ "$(cat "$T/level")" = "$(hex < "$T/root")" ]
}
hex() { od -An -v -tx1 | tr -d ' \n'; }

# What a file of records says, each as a line: "E what is wrong", "L length position leaf", "H position hash" of a
# withdrawn record, "G length position group commitment salt content".
SAY='
  def text: type == "string" and (test("[\\x00-\\x1f]") | not);
  def hash: type == "string" and test("^[0-9a-f]{64}$");
  def wrong($p; $what): "E position \($p): \($what)";
  foreach (inputs, null) as $line ($from - 1; . + 1;
    . as $p | if $line == null then
      if $p != $to then "E \($to - $from) records are expected, and \($p - $from) are there" else empty end
    elif $line.log != $log or $line.position != $p then wrong($p; "the line speaks of another record")
    elif $line.leaf then
      if $line.leaf | text | not then wrong($p; "the line is no record") else
        ($line.leaf | fromjson) as $leaf
        | if $leaf.log != $origin then wrong($p; "the leaf belongs to another log") else empty end,
          "L \(1 + ($line.leaf | utf8bytelength)) \($p) \($line.leaf)",
          ($line.groups // {} | to_entries[]
            | if (.key | test("^[a-z]+$")) and (.value.salt | hash) and (.value.json | text)
              then "G \(32 + (.value.json | utf8bytelength)) \($p) \(.key) \($leaf.cm[.key] | if hash then . else "none" end) \(.value.salt) \(.value.json)"
              else wrong($p; "a group of fields cannot be read") end)
      end
    elif $line.leaf_hash | hash | not then wrong($p; "the line is no record")
    elif $line.withdrawn then "H \($p) \($line.leaf_hash)"
    else wrong($p; "the record is missing, and nothing says why") end)'

# records LOG ORIGIN SIZE PATH FROM TO
records() {
  path=$4
  jq -rn --argjson log "$1" --arg origin "$2" --argjson from "$5" --argjson to "$6" "$SAY" "$path" > "$T/said" 2>/dev/null \
    || echo "E a line is no record" >> "$T/said"
  wrong=$(sed -n 's/^E //p' "$T/said" | head -n 1)
  if [ -n "$wrong" ]; then fail "$path: log $1, $wrong"; return; fi
  # Hashes of the leaves; that of a withdrawn record stands for it
  sed -n 's/^L //p' "$T/said" | tr '\\' '\001' | sed 's/^\([0-9]* [0-9]* \)/\1\\x00/' > "$T/in"
  hashes < "$T/in" > "$T/leaf-hashes"
  if grep -q '^H ' "$T/said"; then
    sed -n 's/^L [0-9]* \([0-9]*\) .*/\1/p' "$T/said" | paste -d' ' - "$T/leaf-hashes" > "$T/of-leaves"
    sed -n 's/^H //p' "$T/said" | sort -n -k1,1 - "$T/of-leaves" | cut -d' ' -f2 > "$T/level"
  else
    mv "$T/leaf-hashes" "$T/level"
  fi
  manifest --arg path "$path" '.logs[].records[] | select(.path == $path) | .proof[]' | while IFS= read -r sibling; do
    printf '%s' "$sibling" | openssl base64 -d -A | hex; echo
  done > "$T/proof-hex"
  if ! spans "$5" "$6" "$3"; then fail "$path: the records do not lead to the signed root"; fi
  # What is disclosed opens its commitment
  sed -n 's/^G //p' "$T/said" > "$T/groups"
  if [ -s "$T/groups" ]; then
    cut -d' ' -f1 "$T/groups" > "$T/group-lengths"
    cut -d' ' -f5 "$T/groups" | sed 's/../\\x&/g' > "$T/salts"
    cut -d' ' -f6- "$T/groups" | tr '\\' '\001' | paste -d '' "$T/salts" - | sed '=' | paste -d' ' - - \
      | paste -d' ' "$T/group-lengths" - > "$T/in"
    hashes < "$T/in" > "$T/opened"
    cut -d' ' -f4 "$T/groups" > "$T/committed"
    if ! cmp -s "$T/opened" "$T/committed"; then
      n=$(paste -d' ' "$T/opened" "$T/committed" | grep -nvE '^([0-9a-f]+) \1$' | head -n 1 | cut -d: -f1)
      fail "$path: log $1, position $(sed -n "${n}p" "$T/groups" | cut -d' ' -f2): what the record says of $(sed -n "${n}p" "$T/groups" | cut -d' ' -f3) is not what was recorded"
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
