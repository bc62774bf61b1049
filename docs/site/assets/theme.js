// Runs before anything is drawn: the theme that was chosen, and that scripts work.
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
  if ("choose" in root.dataset) {
    var language = kept("language") || (/^zh/i.test(navigator.language || "") ? "zh" : "en");
    location.replace((language === "zh" ? "zh" : "en") + "/index.html");
  }
})();
