// Reads KQL queries, one a line, with the parser of Kusto, and prints each problem that it finds in one; columns are checked, too.
const fs = require('fs');
const vm = require('vm');
const [directory, queries] = process.argv.slice(2);
globalThis.window = globalThis;
for (const file of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
  vm.runInThisContext(fs.readFileSync(`${directory}/${file}`, 'utf8'), {filename: file});
}
const {TableSymbol, DatabaseSymbol} = Kusto.Language.Symbols;
const actor = 'Timestamp: datetime, DeviceName: string, ActionType: string, InitiatingProcessFileName: string, '
  + 'InitiatingProcessFolderPath: string, InitiatingProcessSHA256: string, InitiatingProcessAccountName: string';
const file = 'FileName: string, FolderPath: string, SHA256: string';
const tables = {
  DeviceProcessEvents: `(${actor}, ${file}, ProcessCommandLine: string)`,
  DeviceFileEvents: `(${actor}, ${file}, FileSize: long)`,
  DeviceRegistryEvents: `(${actor}, RegistryKey: string, RegistryValueName: string)`,
};
const symbols = Object.entries(tables).map(([name, columns]) => TableSymbol.From(columns).WithName(name));
const globals = Kusto.Language.GlobalState.Default.WithDatabase(new DatabaseSymbol.$ctor1('hunting', symbols));
for (const query of fs.readFileSync(queries, 'utf8').split('\n').filter(Boolean)) {
  const found = Kusto.Language.KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
  for (let i = 0; i < found.Count; i++) {
    console.log(`${found.getItem(i).Message} at ${found.getItem(i).Start} of ${query}`);
  }
}
