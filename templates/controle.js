(function () {
  "use strict";
  document.documentElement.classList.add("script");
  var rows = Array.prototype.slice.call(document.querySelectorAll("tr[data-soort]"));
  var groups = Array.prototype.slice.call(document.querySelectorAll(".blad, .map"));
  var boxes = Array.prototype.slice.call(document.querySelectorAll(".zoek input[type=checkbox]"));
  var word = document.getElementById("zoek");
  var told = document.getElementById("getoond");
  var texts = new Map(rows.map(function (row) {
    var sheet = row.closest(".blad").querySelector("header").firstElementChild;
    return [row, (row.textContent + " " + sheet.textContent).toLocaleLowerCase("nl")];
  }));
  function filter() {
    var kinds = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    var wanted = word.value.toLocaleLowerCase("nl").split(/\s+/).filter(Boolean);
    var shown = 0;
    rows.forEach(function (row) {
      var fits = kinds.indexOf(row.dataset.soort) >= 0 &&
        wanted.every(function (part) { return texts.get(row).indexOf(part) >= 0; });
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    groups.forEach(function (group) {
      var own = group.querySelectorAll("tr[data-soort]");
      group.hidden = own.length > 0 && !group.querySelector("tr[data-soort]:not([hidden])");
    });
    told.textContent = shown.toLocaleString("nl") + " van " + rows.length.toLocaleString("nl") + " regels getoond";
  }
  if (!word) { return; }
  boxes.forEach(function (box) { box.addEventListener("change", filter); });
  word.addEventListener("input", filter);
  filter();
}());
