"""What our VBA asks of Windows, in Basic, so that LibreOffice can run the modules themselves.

Four words of the modules make place for others: the two objects of Windows that they make, the
number of the window of Excel, and the window in which a sentence is shown. What Windows can refuse
is refused when the test says so: to make the object, to start a program, to open a file.
"""

from __future__ import annotations

from collections.abc import Iterable

from prestatieafspraken.workbook.vba.project import Module, ModuleKind, class_module, standard

WINDOW = 4711
INSTEAD = {
    'CreateObject("WScript.Shell")': "MaakShell()",
    'CreateObject("Scripting.FileSystemObject")': "New NepBestanden",
    "Application.Hwnd": str(WINDOW),
    'MsgBox zin, vbExclamation, "Prestatieafspraken"': "Gezegd = zin",
}

WORLD = """Attribute VB_Name = "Wereld"
' What there is on this computer: names and values of the environment (NAME=value), the files, and
' what the file with settings holds; lines apart. And what was started, and from which folder.
Public Omgeving As String
Public Bestanden As String
Public Inhoud As String
Public Gestart As String
Public Map As String
Public Weigert As String
Public Gezegd As String
Public Uitkomst As Long

Public Function Waarde(naam As String) As String
    Dim regel As Variant
    For Each regel In Split(Omgeving, Chr(10))
        If LCase(Left(regel, Len(naam) + 1)) = LCase(naam & "=") Then
            Waarde = Mid(regel, Len(naam) + 2)
        End If
    Next regel
End Function

Public Function MaakShell() As Object
    Dim gemaakt As Object
    If Weigert = "object" Then Err.Raise 429
    Set gemaakt = New NepShell
    Set MaakShell = gemaakt
End Function

Public Function Proef(wat As String, a As String, b As String, c As String, knop As String)
    Dim wsh As Object, zin As String
    Omgeving = a
    Bestanden = b
    Inhoud = c
    Gestart = ""
    Gezegd = ""
    Weigert = IIf(Left(wat, 7) = "weiger ", Mid(wat, 8), "")
    Uitkomst = IIf(wat = "mislukt", 1, 0)
    Map = "C:\\Users\\Jan\\Downloads"
    Set wsh = New NepShell
    If wat = "zoek" Then Proef = VindPython(wsh, zin)
    If wat = "opdracht" Then Proef = Opdracht(VindPython(wsh, zin), knop, 4711)
    If wat = "knop" Then Proef = Opdracht("C:\\Python\\pythonw.exe", knop, 4711)
    If wat = "map" Then Proef = MapVan(knop)
    If wat = "druk" Or Weigert <> "" Or wat = "mislukt" Then
        StartKnop knop
        Proef = Gestart & Chr(10) & Map & Chr(10) & Gezegd
    End If
End Function
"""

SHELL = """Attribute VB_Name = "NepShell"
Public Property Get CurrentDirectory() As String
    CurrentDirectory = Map
End Property
Public Property Let CurrentDirectory(waar As String)
    If Weigert = "map" Then Err.Raise 76
    Map = waar
End Property
Public Function ExpandEnvironmentStrings(tekst As String) As String
    Dim delen As Variant, nummer As Integer
    delen = Split(tekst, "%")
    For nummer = 1 To UBound(delen) Step 2
        If Waarde(CStr(delen(nummer))) <> "" Then
            delen(nummer) = Waarde(CStr(delen(nummer)))
        Else
            delen(nummer) = "%" & delen(nummer) & "%"
        End If
    Next nummer
    ExpandEnvironmentStrings = Join(delen, "")
End Function
Public Function Run(regel As String, stijl As Integer, wacht As Boolean) As Long
    If Weigert = "start" Then Err.Raise 70
    Gestart = Map & Chr(10) & regel & Chr(10) & stijl & wacht
    {run}
End Function
"""

FILES = """Attribute VB_Name = "NepBestanden"
Public Function FileExists(pad As String) As Boolean
    Dim regel As Variant
    For Each regel In Split(Bestanden, Chr(10))
        If LCase(regel) = LCase(pad) Then FileExists = True
    Next regel
End Function
Public Function OpenTextFile(pad, soort, maak, vorm) As Object
    Dim stroom As Object
    If Not FileExists(CStr(pad)) Or vorm <> -1 Then Err.Raise 53
    If Weigert = "lezen" Then Err.Raise 70
    Set stroom = New NepStroom
    Set OpenTextFile = stroom
End Function
"""

STREAM = """Attribute VB_Name = "NepStroom"
Private gelezen As Integer
Public Property Get AtEndOfStream() As Boolean
    AtEndOfStream = gelezen >= Len(Inhoud)
End Property
Public Function ReadLine() As String
    Dim einde As Integer
    einde = InStr(gelezen + 1, Inhoud, Chr(10))
    If einde = 0 Then einde = Len(Inhoud) + 1
    ReadLine = Mid(Inhoud, gelezen + 1, einde - gelezen - 1)
    gelezen = einde
End Function
"""


def runnable(
    modules: Iterable[Module], *, run: str = "Run = Uitkomst", mac: bool = False
) -> list[Module]:
    """Give the modules in a form that LibreOffice runs, with what stands in for Windows.

    `run` is what happens when a program is started, in Basic; `regel` is its command line.
    """
    own = []
    for module in modules:
        source = compiled(module.source, mac=mac)
        for word, other in INSTEAD.items():
            source = source.replace(word, other)
        own.append(Module(module.name, ModuleKind.STANDARD, source))
    shell = SHELL.replace("{run}", run)
    return [*own, standard(WORLD), *(class_module(text) for text in (shell, FILES, STREAM))]


def compiled(source: str, *, mac: bool) -> str:
    """Choose between what is for a Mac and what is not, as VBA does; LibreOffice runs both."""
    lines, kept = [], True
    for line in source.split("\n"):
        match line.strip():
            case "#If Mac Then":
                kept = mac
            case "#Else":
                kept = not mac
            case "#End If":
                kept = True
            case _ if kept:
                lines.append(line)
    return "\n".join(lines)
