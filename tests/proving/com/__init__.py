"""A fake of Excel for Windows: xlwings' own engine for Windows runs on it, unchanged, anywhere.

It is a reading of Excel and no proof of it. Where Excel is strict it is strict, and where it is not
known what Excel does it takes the worst. What it answers, and how that is known:

| what                                                        | where      | source            |
|-------------------------------------------------------------|------------|-------------------|
| a currency format gives Decimal, of four decimals           | values     | xlwings #65, #640 |
| days come as a time with a zone, all numbers as floats      | values     | pywin32           |
| errors are ints, those of Excel 365 too (2043 to 2050)      | values     | XlCVError         |
| an address of more than 255 characters is refused           | cells      | recorded          |
| Select only works on the sheet in view                      | cells      | documentation     |
| what a filter hides is not written and not emptied          | cells      | assumed           |
| a very hidden sheet cannot be deleted                       | sheets     | office-js #365    |
| a very hidden sheet cannot be moved                         | sheets     | assumed           |
| the last sheet in view cannot be hidden or deleted          | sheets     | documentation     |
| deleting a sheet asks, unless DisplayAlerts is off          | sheets     | documentation     |
| Validation.Type of cells that differ raises                 | validation | xlwings           |
| Validation.Add on cells that have a rule raises             | validation | documentation     |
| limits are read in the language of the user ("0,5")         | validation | Bullen, ch. 22    |
| a title has 32 characters at most, a message 255            | validation | documentation     |
| rules and notes that one holds are known by their place     | rules      | assumed           |
| AddComment on a threaded comment or a note raises           | notes      | documentation     |
| a note is as large as its default box until it is enlarged  | notes      | documentation     |
| SpecialCells on a protected sheet raises                    | cells      | documentation     |
| "no cells were found" is said in Dutch                      | cells      | recorded          |
| a text of more than 255 characters in the status bar raises | excel      | assumed           |
| FullName of an online workbook is its address               | books      | xlwings #2652     |
| a program that opens a file has its macros run              | excel      | documentation     |
| a busy Excel rejects a call (RPC_E_CALL_REJECTED)           | dispatch   | documentation     |

Each object counts what is asked of it (`Excel.calls`): over COM each takes a round trip.
"""
