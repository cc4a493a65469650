// A shared link and a printed page show what is folded away.
const unfold = (all) => all.forEach((one) => { one.open = true; });
const follow = () => {
  const named = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  for (let up = named; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  if (named) named.scrollIntoView();
};
addEventListener("hashchange", follow);
addEventListener("beforeprint", () => unfold(document.querySelectorAll("details")));
follow();
