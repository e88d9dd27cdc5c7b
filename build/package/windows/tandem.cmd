@echo off
rem tandem: opens Tandem's window; for its commands (sessions, attach, log, run, stop) it works in this terminal.
setlocal
set "APP=%~dp0.."
set "WORD=%~1"
for %%c in (sessions attach log run stop help --help -h --version) do if /i "%WORD%"=="%%c" goto terminal
set ELECTRON_RUN_AS_NODE=
start "" "%APP%\Tandem.exe" %*
exit /b 0
:terminal
set ELECTRON_RUN_AS_NODE=1
"%APP%\Tandem.exe" "%APP%\resources\app.asar.unpacked\out\cli\tandem.js" %*
exit /b %ERRORLEVEL%
