// Runs before anything is drawn: the theme and the samples that were chosen, and that scripts work.
(function () {
  "use strict";
  var root = document.documentElement;
  var kept = function (key) {
    try {
      return localStorage.getItem("apiloom-" + key);
    } catch (error) {
      return null;
    }
  };
  root.classList.add("js");
  var theme = kept("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  var sample = kept("sample");
  if (sample) root.dataset.sample = sample;
  if ("choose" in root.dataset) {
    var language = kept("language") || (/^zh/i.test(navigator.language || "") ? "zh" : "en");
    location.replace((language === "zh" ? "zh" : "en") + "/index.html");
  }
})();
