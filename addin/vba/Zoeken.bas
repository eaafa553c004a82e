Attribute VB_Name = "Zoeken"
Option Explicit
Option Private Module

' Finds the Python in which prestatieafspraken is installed: in the file that `invoegtoepassing
' installeer` wrote for this user, or else in fixed places. Never in or beside a workbook.

Public Const NIET_GEVONDEN As String = "Het programma prestatieafspraken is op deze computer niet gevonden. Vraag de beheerder om het te installeren."
Private Const INSTELLING As String = "%USERPROFILE%\.prestatieafspraken\prestatieafspraken.conf"
Private Const EIGEN As String = "%LOCALAPPDATA%\prestatieafspraken\Scripts\pythonw.exe"
Private Const GEDEELD As String = "%ProgramW6432%\prestatieafspraken\Scripts\pythonw.exe"
Private Const GEDEELD32 As String = "%ProgramFiles%\prestatieafspraken\Scripts\pythonw.exe"

' Gives the full path, or "" when there is none. A file with settings that is there has the say.
Public Function VindPython(wsh As Object) As String
    Dim bestanden As Object, plaats As Variant, pad As String
    Set bestanden = CreateObject("Scripting.FileSystemObject")
    pad = wsh.ExpandEnvironmentStrings(INSTELLING)
    If bestanden.FileExists(pad) Then
        pad = UitInstelling(bestanden, pad)
        If IsPython(bestanden, pad) Then VindPython = pad
        Exit Function
    End If
    For Each plaats In Array(EIGEN, GEDEELD, GEDEELD32)
        pad = wsh.ExpandEnvironmentStrings(plaats)
        If IsPython(bestanden, pad) Then
            VindPython = pad
            Exit Function
        End If
    Next plaats
End Function

' The file (Unicode) has one line, python=C:\...\pythonw.exe; of any other file nothing is believed.
Private Function UitInstelling(bestanden As Object, pad As String) As String
    Dim stroom As Object, regel As String
    Set stroom = bestanden.OpenTextFile(pad, 1, False, -1)
    If Not stroom.AtEndOfStream Then regel = stroom.ReadLine
    If stroom.AtEndOfStream And Left(regel, 7) = "python=" Then UitInstelling = Mid(regel, 8)
End Function

' A full path on a drive, without what would mean something else when it is started: a quote ends
' the path, a name between percent signs would be filled in, a colon names a hidden stream.
Public Function IsPython(bestanden As Object, pad As String) As Boolean
    Dim naam As String
    If Not (pad Like "[A-Za-z]:\*") Then Exit Function
    If InStr(pad, """") > 0 Or InStr(pad, "%") > 0 Or InStr(3, pad, ":") > 0 Then Exit Function
    naam = LCase(Mid(pad, InStrRev(pad, "\") + 1))
    If naam <> "pythonw.exe" And naam <> "python.exe" Then Exit Function
    IsPython = bestanden.FileExists(pad)
End Function

Public Function MapVan(pad As String) As String
    MapVan = Left(pad, InStrRev(pad, "\") - 1)
End Function
