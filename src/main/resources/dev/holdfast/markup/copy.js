
(function () {
  'use strict';
  function by(selection, text) {
    var area = document.createElement('textarea');
    area.value = text;
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand('copy');
    area.remove();
    selection.focus();
    return done;
  }
  Array.prototype.forEach.call(document.querySelectorAll('button.copy'), function (button) {
    var words = button.textContent;
    function told(done) {
      button.textContent = done ? 'Copied' : 'Your browser lets no page copy';
      setTimeout(function () { button.textContent = words; }, 3000);
    }
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', function () {
      var text = button.nextElementSibling.textContent.trim() + '\n';
      if (navigator.clipboard) {
        navigator.clipboard.writeText(text).then(function () { told(true); }, function () { told(by(button, text)); });
      } else {
        told(by(button, text));
      }
    });
  });
})();
