
(function () {
  'use strict';
  var root = document.documentElement;
  var button = document.getElementById('theme');
  var system = window.matchMedia('(prefers-color-scheme: dark)');
  root.classList.add('scripted');

  function stored() {
    try { return localStorage.getItem('holdfast-theme'); } catch (denied) { return null; }
  }
  function store(theme) {
    try { localStorage.setItem('holdfast-theme', theme); } catch (denied) { /* the choice lasts as long as the page */ }
  }
  function dark() {
    var chosen = root.getAttribute('data-theme');
    return chosen ? chosen === 'dark' : system.matches;
  }
  function told() {
    button.textContent = dark() ? 'Light' : 'Dark';
    button.setAttribute('aria-label', 'Change to the ' + (dark() ? 'light' : 'dark') + ' theme');
    document.dispatchEvent(new Event('themechange'));
  }
  var chosen = stored();
  if (chosen === 'dark' || chosen === 'light') { root.setAttribute('data-theme', chosen); }
  button.addEventListener('click', function () {
    var next = dark() ? 'light' : 'dark';
    root.setAttribute('data-theme', next);
    store(next);
    told();
  });
  system.addEventListener('change', told);
  told();

  var closed = [];
  window.addEventListener('beforeprint', function () {
    closed = Array.prototype.slice.call(document.querySelectorAll('details:not([open])'));
    closed.forEach(function (details) { details.open = true; });
  });
  window.addEventListener('afterprint', function () {
    closed.forEach(function (details) { details.open = false; });
  });
})();
