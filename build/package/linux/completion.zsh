#compdef tandem
local -a commands
commands=(
  'sessions:list what runs and what ran'
  'attach:take part in a session'
  'log:print what a session has said'
  'run:run a script in a new session'
  'stop:shut down the kernel of a session'
)
_tandem_sessions() {
  local -a names
  names=(${(f)"$(tandem sessions --json 2>/dev/null | sed -n 's/.*"id": *"\([^"]*\)".*/\1/p')"})
  compadd -a names
}
_arguments -C \
  '--new-window[open another window]' \
  '--user-data-dir=[keep everything in a folder]:folder:_files -/' \
  '(-h --help)'{-h,--help}'[print all commands and options]' \
  '--version[print the version]' \
  '1: :{ _describe command commands; _files }' \
  '*::argument:->rest'
if [[ $state == rest ]]; then
  case $words[1] in
    sessions) _arguments '--json[one object for each session]' ;;
    attach|stop) _tandem_sessions ;;
    log) _arguments '--from[first record]:number' '--follow[go on]' '--json[one record a line]' '*: :_tandem_sessions' ;;
    run) _arguments '--kernel[kernel]:name' '--name[name of the session]:name' '--detach[leave at once]' '*:file:_files' ;;
    *) _files ;;
  esac
fi
