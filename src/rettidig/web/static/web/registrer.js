// Copies the text for the case system. Without script the text can be marked and copied as any other.
"use strict";

(function () {
  document.documentElement.classList.add("rt-med-script");
  document.querySelectorAll("[data-rt-kopier]").forEach(function (knap) {
    var felt = document.querySelector(knap.getAttribute("data-rt-kopier"));
    knap.hidden = false;
    knap.addEventListener("click", function () {
      felt.focus();
      felt.select();
      var sagt = function () { document.getElementById("kopieret").textContent = knap.getAttribute("data-kopieret"); };
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(felt.value).then(sagt, function () {});
      } else if (document.execCommand("copy")) {
        sagt();
      }
    });
  });
})();
