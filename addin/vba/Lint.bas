Attribute VB_Name = "Lint"
Option Explicit

' The one callback of every button on the ribbon tab. What a button does stands in Python, which
' only takes the ids that it knows; there is no rule or text of a finding in this project.
Public Sub KnopGeklikt(control As IRibbonControl)
    If ActiveWorkbook Is Nothing Then
        MsgBox "Open eerst een werkmap van de prestatieafspraken. Staat er een gele balk boven de werkmap, klik dan op Bewerken inschakelen.", vbInformation, "Prestatieafspraken"
        Exit Sub
    End If
    StartKnop control.ID
End Sub
