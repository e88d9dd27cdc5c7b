# bash completion for tandem
_tandem() {
  local word=${COMP_WORDS[COMP_CWORD]} command=
  local i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      sessions | attach | log | run | stop) command=${COMP_WORDS[i]}; break ;;
      -*) ;;
      *) break ;;
    esac
  done
  case $command in
    "") COMPREPLY=($(compgen -W "sessions attach log run stop --new-window --user-data-dir= --help --version" -- "$word") $(compgen -f -- "$word")) ;;
    sessions) COMPREPLY=($(compgen -W "--json" -- "$word")) ;;
    log) COMPREPLY=($(compgen -W "--from --follow --json $(_tandem_sessions)" -- "$word")) ;;
    attach | stop) COMPREPLY=($(compgen -W "$(_tandem_sessions)" -- "$word")) ;;
    run) COMPREPLY=($(compgen -W "--kernel --name --detach" -- "$word") $(compgen -f -- "$word")) ;;
  esac
}
_tandem_sessions() {
  tandem sessions --json 2>/dev/null | sed -n 's/.*"id": *"\([^"]*\)".*/\1/p'
}
complete -o filenames -F _tandem tandem
