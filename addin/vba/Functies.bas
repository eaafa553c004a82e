Attribute VB_Name = "Functies"
Option Explicit
Option Private Module

' Reaches the Python that answers the functions in cells, through the library that comes with
' xlwings. Only the optional add-in with functions holds this module; no button needs it.

#If Mac Then
#ElseIf Win64 Then
    Private Const BIBLIOTHEEK As String = "xlwings64-{versie}.dll"
    Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings64-{versie}.dll" (ByRef antwoord As Variant, ByVal opdracht As String, ByVal wijze As Long) As Long
#Else
    Private Const BIBLIOTHEEK As String = "xlwings32-{versie}.dll"
    Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "xlwings32-{versie}.dll" (ByRef antwoord As Variant, ByVal opdracht As String, ByVal wijze As Long) As Long
#End If
#If Mac Then
#Else
    Private Declare PtrSafe Function LoadLibraryEx Lib "kernel32" Alias "LoadLibraryExW" (ByVal pad As LongPtr, ByVal leeg As LongPtr, ByVal waar As Long) As LongPtr
#End If

' The library and what it needs come from its own folder or from Windows: never from the current
' folder, which can be that of a workbook.
Private Const ALLEEN_DAAR As Long = &H900

#If Mac Then
#Else
Public Function XLPy() As Object
    Dim python As String, zin As String, antwoord As Variant
    python = VindPython(CreateObject("WScript.Shell"), zin)
    If python = "" Then Err.Raise 1000, , zin
    If Not Geladen(MapVan(python)) Then
        If Not Geladen(MapVan(MapVan(python))) Then Err.Raise 1000, , "Het onderdeel voor functies in een cel ontbreekt bij Python. Vraag de beheerder."
    End If
    If XLPyDLLActivateAuto(antwoord, Dienst(python), 1) <> 0 Then Err.Raise 1000, , "Het programma voor functies in een cel start niet. Vraag de beheerder."
    Set XLPy = antwoord
End Function

Private Function Geladen(map As String) As Boolean
    Geladen = LoadLibraryEx(StrPtr(map & "\" & BIBLIOTHEEK), 0, ALLEEN_DAAR) <> 0
End Function
#End If

' The library fills in the number under which Python is to be found.
Public Function Dienst(python As String) As String
    Dienst = """" & python & """ -I -m prestatieafspraken.addin.serve $(CLSID)"
End Function
