// The little the pages need beside HTMX. Every page can be read, and every form sent, without it.
"use strict";

(function () {
  var knap = document.querySelector("[data-rt-menu]");
  if (knap) {
    document.documentElement.classList.add("rt-js");
    knap.addEventListener("click", function () {
      knap.setAttribute("aria-expanded", knap.getAttribute("aria-expanded") === "true" ? "false" : "true");
    });
    document.addEventListener("keydown", function (tast) {
      if (tast.key === "Escape" && knap.getAttribute("aria-expanded") === "true") {
        knap.setAttribute("aria-expanded", "false");
        knap.focus();
      }
    });
  }

  // A box that scrolls sideways can be reached by the keyboard only where it does scroll. Whether it does changes without
  // a resized window too: letters arrive late, and what was folded away is opened.
  function rulbar(boks) {
    if (boks.scrollWidth > boks.clientWidth) {
      boks.setAttribute("tabindex", "0");
    } else {
      boks.removeAttribute("tabindex");
    }
  }
  var maaler = new ResizeObserver(function (aendrede) {
    aendrede.forEach(function (aendret) {
      var boks = aendret.target.closest("[data-rt-rul]");
      // What was just swapped out of the page has no box any more.
      if (boks) {
        rulbar(boks);
      }
    });
  });
  function rulbare() {
    document.querySelectorAll("[data-rt-rul]").forEach(function (boks) {
      rulbar(boks);
      maaler.observe(boks);
      Array.prototype.forEach.call(boks.children, function (barn) { maaler.observe(barn); });
    });
  }
  rulbare();

  // A long picture opens where today is.
  function tilIdag() {
    document.querySelectorAll("[data-rt-start]").forEach(function (boks) {
      var andel = Number(boks.getAttribute("data-rt-start"));
      boks.scrollLeft = Math.max(0, boks.scrollWidth * andel - boks.clientWidth / 2);
    });
  }
  tilIdag();

  // The browser writes on a field for files in its own language. Its words give way to those of the page; the field
  // itself stays on top, unseen, so that the keyboard, a press, a dropped file and a screen reader still meet it.
  function filfelt(felt) {
    var ord = document.getElementById("rt-live").dataset;
    var ramme = document.createElement("span");
    var knap = document.createElement("span");
    var valgt = document.createElement("span");
    function vis() {
      var navne = Array.prototype.map.call(felt.files, function (fil) { return fil.name; });
      var antal = navne.length > 1 ? navne.length + " " + ord.valgteFiler + ": " : "";
      valgt.textContent = navne.length ? antal + navne.join(", ") : ord.ingenFil;
    }
    ramme.className = "rt-fil";
    knap.className = "button button-secondary";
    knap.setAttribute("aria-hidden", "true");
    knap.textContent = felt.multiple ? ord.filer : ord.fil;
    valgt.className = "rt-filnavn";
    valgt.id = felt.id + "-valgt";
    felt.parentNode.insertBefore(ramme, felt);
    ramme.append(felt, knap, valgt);
    felt.setAttribute("aria-describedby", ((felt.getAttribute("aria-describedby") || "") + " " + valgt.id).trim());
    felt.addEventListener("change", vis);
    vis();
  }
  function filfelter() {
    document.querySelectorAll("input[type=file]").forEach(function (felt) {
      if (!felt.closest(".rt-fil")) {
        filfelt(felt);
      }
    });
  }
  filfelter();

  document.addEventListener("click", function (klik) {
    if (klik.target.closest("[data-rt-udskriv]")) {
      window.print();
    }
  });

  // What takes seconds says so while one waits.
  document.addEventListener("submit", function (afsendt) {
    var saetning = afsendt.target.getAttribute("data-rt-arbejder");
    if (saetning) {
      var live = document.getElementById("rt-live");
      live.classList.remove("sr-only");
      live.classList.add("rt-arbejder");
      live.textContent = saetning;
    }
  });

  document.body.addEventListener("htmx:afterSwap", function () { rulbare(); tilIdag(); filfelter(); });
  // A refused answer is still an answer: its part of the page is shown.
  document.body.addEventListener("htmx:beforeSwap", function (haendelse) {
    if (haendelse.detail.xhr.status === 422) {
      haendelse.detail.shouldSwap = true;
      haendelse.detail.isError = false;
    }
  });
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach(function (navn) {
    document.body.addEventListener(navn, function () {
      var live = document.getElementById("rt-live");
      live.classList.remove("sr-only");
      live.textContent = live.getAttribute("data-fejl");
    });
  });
  document.body.addEventListener("htmx:beforeRequest", function () {
    var live = document.getElementById("rt-live");
    live.classList.add("sr-only");
    live.textContent = "";
  });
})();
