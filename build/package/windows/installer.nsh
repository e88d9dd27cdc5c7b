; What electron-builder's installer for Windows does beyond installing and removing files.

!macro customInstall
  ; Offers Tandem under "Open with" for these files; what opens them by default stays as it is.
  WriteRegStr HKCU "Software\Classes\Applications\Tandem.exe\SupportedTypes" ".py" ""
  WriteRegStr HKCU "Software\Classes\Applications\Tandem.exe\SupportedTypes" ".pyw" ""
  WriteRegStr HKCU "Software\Classes\Applications\Tandem.exe\SupportedTypes" ".r" ""
  WriteRegStr HKCU "Software\Classes\Applications\Tandem.exe\SupportedTypes" ".jl" ""
  WriteRegStr HKCU "Software\Classes\Applications\Tandem.exe\shell\open\command" "" '"$INSTDIR\Tandem.exe" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey HKCU "Software\Classes\Applications\Tandem.exe"
  ; An update removes the older version first, and must not ask.
  ${ifNot} ${isUpdated}
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Delete Tandem's settings and all kept sessions with their output too?$\r$\n$\r$\n$APPDATA\Tandem" /SD IDNO IDNO keepData
      RMDir /r "$APPDATA\Tandem"
    keepData:
  ${endIf}
!macroend
