Attribute VB_Name = "Starten"
Option Explicit
Option Private Module

' Starts Python for a button, with the full path of Python, a module of ours, the id of the button
' and the number of the window of Excel: nothing out of a workbook, nor its name. No other program
' comes in between, and no function of a library is declared.

Private Const NIET_TOEGESTAAN As String = "Excel kon het programma prestatieafspraken niet starten; mogelijk staat de beveiliging van deze computer dat niet toe. Vraag de beheerder, of gebruik: prestatieafspraken excel controleer."

Public Sub StartKnop(knop As String)
    Dim zin As String
    #If Mac Then
        zin = "De knoppen werken alleen in Excel voor Windows. Op een Mac controleert u een bestand met: prestatieafspraken controleer BESTAND."
    #Else
        zin = Voer(knop)
    #End If
    If zin <> "" Then MsgBox zin, vbExclamation, "Prestatieafspraken"
End Sub

#If Mac Then
#Else
' Runs without a window and waits, so that nobody types in the sheet meanwhile. Gives the sentence
' for the user, which is empty where Python did its work: that tells itself how it ended.
Private Function Voer(knop As String) As String
    Dim wsh As Object, python As String, regel As String, eerst As String, zin As String, uitkomst As Long
    Voer = NIET_TOEGESTAAN
    On Error GoTo Einde
    Set wsh = CreateObject("WScript.Shell")
    python = VindPython(wsh, zin)
    If python <> "" Then
        zin = ""
        ' The current folder of Excel can be that of a workbook that someone sent, and what Python
        ' loads or starts would be sought there too. Excel itself goes back to it afterwards.
        eerst = wsh.CurrentDirectory
        wsh.CurrentDirectory = MapVan(python)
        regel = Opdracht(python, knop, Application.Hwnd)
        uitkomst = wsh.Run(regel, 0, True)
        If uitkomst <> 0 Then zin = "Het programma prestatieafspraken kon zijn werk niet beginnen (uitkomst " & uitkomst & "). Vraag de beheerder om uit te voeren: prestatieafspraken invoegtoepassing controleer."
    End If
    Voer = zin
Einde:
    If eerst <> "" Then GaTerug wsh, eerst
End Function

Private Sub GaTerug(wsh As Object, map As String)
    On Error Resume Next
    wsh.CurrentDirectory = map
End Sub
#End If

' "C:\...\pythonw.exe" -I -m prestatieafspraken.addin.start controleer_blad 1234
Public Function Opdracht(python As String, knop As String, venster As Long) As String
    If knop = "" Or (knop Like "*[!a-z_]*") Then Err.Raise 5
    Opdracht = """" & python & """ -I -m prestatieafspraken.addin.start " & knop & " " & CStr(venster)
End Function
