
(function () {
  'use strict';
  var simulation = document.getElementById('filter-simulation');
  var verdict = document.getElementById('filter-verdict');
  if (!simulation) { return; }
  function each(selector, does) { Array.prototype.forEach.call(document.querySelectorAll(selector), does); }
  function filtered() {
    var shown = 0;
    var all = 0;
    each('.runs tbody tr', function (row) {
      var wanted = (!simulation.value || row.dataset.simulation === simulation.value) && (!verdict.value || row.dataset.verdict === verdict.value);
      row.hidden = !wanted;
      all += 1;
      shown += wanted ? 1 : 0;
    });
    each('.kind', function (kind) { kind.hidden = Boolean(simulation.value) && kind.dataset.simulation !== simulation.value; });
    document.getElementById('shown').textContent = shown === all ? '' : shown + ' of ' + all + ' runs';
  }
  simulation.addEventListener('change', filtered);
  verdict.addEventListener('change', filtered);
  filtered();
})();
