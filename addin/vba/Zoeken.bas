Attribute VB_Name = "Zoeken"
Option Explicit
Option Private Module

' Finds the Python in which prestatieafspraken is installed: in the folders of this user, then in
' those of this computer that belong to an administrator. Never in or beside a workbook.

Private Const NIET_GEVONDEN As String = "Het programma prestatieafspraken is op deze computer niet gevonden. Vraag de beheerder om het te installeren."

' Gives the full path, or "" and the sentence that says why. In each folder a file with settings,
' which `invoegtoepassing installeer` writes, has the say; without one Python itself stands there.
Public Function VindPython(wsh As Object, zin As String) As String
    Dim bestanden As Object, plaats As Variant, map As String, pad As String
    Set bestanden = CreateObject("Scripting.FileSystemObject")
    zin = NIET_GEVONDEN
    For Each plaats In Array("%USERPROFILE%\.", "%LOCALAPPDATA%\", "%ProgramW6432%\", "%ProgramFiles%\")
        map = wsh.ExpandEnvironmentStrings(plaats) & "prestatieafspraken\"
        pad = map & "Scripts\pythonw.exe"
        If IsHier(map) And bestanden.FileExists(map & "prestatieafspraken.conf") Then
            zin = "Het bestand " & plaats & "prestatieafspraken\prestatieafspraken.conf wijst geen Python aan die er is. Vraag de beheerder om uit te voeren: prestatieafspraken invoegtoepassing installeer."
            pad = UitInstelling(bestanden, map & "prestatieafspraken.conf")
            If IsPython(bestanden, pad) Then VindPython = pad
            Exit Function
        ElseIf IsPython(bestanden, pad) Then
            VindPython = pad
            Exit Function
        End If
    Next plaats
End Function

' The file (Unicode) has one line, python=C:\...\pythonw.exe; of any other file nothing is believed.
Private Function UitInstelling(bestanden As Object, pad As String) As String
    Dim stroom As Object, regel As String
    On Error GoTo Onleesbaar
    Set stroom = bestanden.OpenTextFile(pad, 1, False, -1)
    If Not stroom.AtEndOfStream Then regel = stroom.ReadLine
    If stroom.AtEndOfStream And Left(regel, 7) = "python=" Then UitInstelling = Mid(regel, 8)
Onleesbaar:
End Function

' A variable that is not set stays as it is written, and would be sought in the current folder.
Private Function IsHier(map As String) As Boolean
    IsHier = Left(map, 1) <> "%"
End Function

' A full path on a drive, without what would mean something else when it is started: a quote ends
' the path, a name between percent signs would be filled in, a colon names a hidden stream.
Private Function IsPython(bestanden As Object, pad As String) As Boolean
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
