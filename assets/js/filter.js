// Narrows the list of indicators by words. Without it the list is whole and the box stays hidden.
(function () {
  'use strict';
  var box = document.getElementById('shiborikomi');
  var list = document.getElementById('shihyo-ichiran');
  if (!box || !list) { return; }
  var input = box.querySelector('input');
  var status = box.querySelector('[role="status"]');
  var rows = Array.prototype.slice.call(list.children);
  var plain = function (text) { return text.normalize('NFKC').toLowerCase(); };
  var texts = rows.map(function (row) { return plain(row.textContent); });
  var narrow = function () {
    var words = plain(input.value).split(/\s+/).filter(Boolean);
    var shown = 0;
    rows.forEach(function (row, place) {
      var fits = words.every(function (word) { return texts[place].indexOf(word) >= 0; });
      row.hidden = !fits;
      if (fits) { shown += 1; }
    });
    status.textContent = words.length ? rows.length + '件のうち' + shown + '件を示しています。' : '';
  };
  input.addEventListener('input', narrow);
  box.hidden = false;
  narrow();
}());
