Attribute VB_Name = "Starten"
Option Explicit
Option Private Module

' Starts Python for a button, with the full path of Python, a module of ours, the id of the button
' and the number of the window of Excel: nothing out of a workbook, nor its name. No other program
' comes in between, and no function of a library is declared.

Private Const NIET_GESTART As Long = -1

Public Sub StartKnop(knop As String)
    #If Mac Then
        Meld "De knoppen werken alleen in Excel voor Windows. Op een Mac controleert u een bestand met: prestatieafspraken controleer BESTAND."
    #Else
        Dim wsh As Object, python As String, eerst As String, uitkomst As Long
        Set wsh = CreateObject("WScript.Shell")
        python = VindPython(wsh)
        If python = "" Then
            Meld NIET_GEVONDEN
            Exit Sub
        End If
        ' The current folder of Excel can be that of a workbook that someone sent, and what Python
        ' loads or starts would be sought there too. Excel itself goes back to it afterwards.
        eerst = wsh.CurrentDirectory
        uitkomst = Voer(wsh, Opdracht(python, knop, Application.Hwnd), MapVan(python))
        On Error Resume Next
        wsh.CurrentDirectory = eerst
        On Error GoTo 0
        If uitkomst = NIET_GESTART Then
            Meld "Excel kon het programma prestatieafspraken niet starten; mogelijk staat de beveiliging van deze computer dat niet toe. Vraag de beheerder, of gebruik: prestatieafspraken excel controleer."
        ElseIf uitkomst <> 0 Then
            Meld "Het programma prestatieafspraken kon zijn werk niet beginnen (uitkomst " & uitkomst & "). Vraag de beheerder om uit te voeren: prestatieafspraken invoegtoepassing controleer."
        End If
    #End If
End Sub

' "C:\...\pythonw.exe" -I -m prestatieafspraken.addin.start controleer_blad 1234
Public Function Opdracht(python As String, knop As String, venster As Long) As String
    If knop = "" Or (knop Like "*[!a-z_]*") Then Err.Raise 5
    Opdracht = """" & python & """ -I -m prestatieafspraken.addin.start " & knop & " " & CStr(venster)
End Function

' Runs without a window and waits, so that nobody types in the sheet meanwhile.
Private Function Voer(wsh As Object, regel As String, map As String) As Long
    Voer = NIET_GESTART
    On Error GoTo Einde
    wsh.CurrentDirectory = map
    Voer = wsh.Run(regel, 0, True)
Einde:
End Function

Private Sub Meld(zin As String)
    MsgBox zin, vbExclamation, "Prestatieafspraken"
End Sub
