(function () {
  "use strict";
  document.documentElement.classList.add("script");
  var table = document.getElementById("werkmappen-tabel");
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var word = document.getElementById("zoek");
  var state = document.getElementById("oordeel");
  var told = document.getElementById("getoond");
  var texts = new Map(rows.map(function (row) {
    return [row, (row.textContent + " " + row.dataset.codes).toLocaleLowerCase("nl")];
  }));
  var order = new Intl.Collator("nl", { numeric: true });
  function filter() {
    var wanted = word.value.toLocaleLowerCase("nl").split(/\s+/).filter(Boolean);
    var shown = 0;
    rows.forEach(function (row) {
      var text = texts.get(row);
      var fits = (!state.value || row.dataset.oordeel === state.value) &&
        wanted.every(function (part) { return text.indexOf(part) >= 0; });
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    told.textContent = shown.toLocaleString("nl") + " van " + rows.length.toLocaleString("nl") +
      " getoond";
  }
  function value(row, column) {
    var cell = row.cells[column];
    return cell.dataset.waarde === undefined ? cell.textContent.trim() : Number(cell.dataset.waarde);
  }
  function sort(header, column) {
    var down = header.getAttribute("aria-sort") === "ascending";
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) {
      other.removeAttribute("aria-sort");
    });
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.sort(function (one, other) {
      var a = value(one, column), b = value(other, column);
      var apart = typeof a === "number" ? a - b : order.compare(a, b);
      return down ? -apart : apart;
    });
    body.append.apply(body, rows);
  }
  Array.prototype.forEach.call(table.tHead.rows[0].cells, function (header, column) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    header.textContent = "";
    header.appendChild(button);
    button.addEventListener("click", function () { sort(header, column); });
  });
  word.addEventListener("input", filter);
  state.addEventListener("change", filter);
  filter();
}());
