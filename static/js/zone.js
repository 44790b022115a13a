// Says in a cookie which time zone this browser is in: it decides which day is today. Nothing on the page moves.
"use strict";

(() => {
  // Intl loads a language's calendar before it can say the zone: on a slow phone a tenth of a second. Temporal is newer.
  const zone = globalThis.Temporal ? Temporal.Now.timeZoneId() : Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  const [name, secure] = location.protocol === "https:" ? ["__Host-cmlguide_zone", "; Secure"] : ["cmlguide_zone", ""];
  if (/^[\w+-]+(\/[\w+-]+)+$/.test(zone)) document.cookie = `${name}=${zone}; Path=/; SameSite=Lax${secure}`;
})();
