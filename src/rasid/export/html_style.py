"""The style sheet of annotated reports: on a screen the notes stand beside the text, on paper below it."""

STYLE = """
:root{--control:#bfe0d2;--fighting:#f6c9b8;--harm:#e3cdf0;--other:#dfe3e8;--ink:#1c2326;--soft:#5b666b;--line:#d5dadc}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.5rem;color:var(--ink);background:#fff;
 font:1rem/1.75 "Noto Naskh Arabic","Noto Sans Arabic","Segoe UI",Tahoma,"Geeza Pro","DejaVu Sans",sans-serif}
h1{font-size:1.4rem;margin:0 0 .5rem}
h2{font-size:1.3rem;line-height:1.6;margin:0}
h3{font-size:1rem;margin:0;font-weight:400}
a{color:#0b5f6b}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;padding:0;margin:0 0 1rem;font-size:.85rem}
article{display:grid;grid-template-columns:minmax(0,3fr) minmax(18rem,2fr);gap:1.5rem;padding:1.5rem 0;border-top:2px solid var(--line)}
.report p{margin:.6rem 0;overflow-wrap:anywhere}
.facts,.digest{color:var(--soft);font-size:.85rem;margin:.2rem 0!important}
.digest code{font-size:.75rem;word-break:break-all}
mark{color:inherit;padding:.15em 0;border-radius:2px;box-decoration-break:clone;-webkit-box-decoration-break:clone}
.legend mark{padding:.15em .6em}
mark.control{background:var(--control)}mark.fighting{background:var(--fighting)}
mark.harm{background:var(--harm)}mark.other{background:var(--other)}
mark.unreal:not(.two){background:none}mark.unreal{border-block-end:2px dashed}
mark.unreal.control{border-color:#3d8f72}mark.unreal.fighting{border-color:#c8643f}
mark.unreal.harm{border-color:#8b55ad}mark.unreal.other{border-color:#7a858b}
mark.two{background:linear-gradient(var(--a) 50%,var(--b) 50%)}mark.two.unreal{border-color:#7a858b}
mark b{font-weight:700;text-decoration:underline;text-underline-offset:.3em;text-decoration-thickness:1px}
.n{display:inline-block;min-width:1.35em;padding:0 .3em;margin-inline:.15em;border-radius:.7em;background:#32454d;color:#fff;
 font:700 .7rem/1.35rem sans-serif;text-align:center;text-decoration:none;vertical-align:.15em}
.n:target{outline:3px solid #e8b100}
.notes{display:flex;flex-direction:column;gap:.7rem;font-size:.88rem;line-height:1.6}
.note{border:1px solid var(--line);border-inline-start:.4rem solid var(--other);border-radius:.3rem;padding:.5rem .8rem}
.note.control{border-inline-start-color:#7fbfa4}.note.fighting{border-inline-start-color:#e38f6d}
.note.harm{border-inline-start-color:#b98bd3}.note.other{border-inline-start-color:#a9b2b8}
.note.unreal{border-inline-start-style:dashed}
.note:target{outline:3px solid #e8b100}
.status{color:var(--soft)}.unreal .status{color:#8a3b12;font-weight:700}
dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.1rem .8rem;margin:.3rem 0 0}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.id{color:var(--soft);font-size:.75rem;direction:ltr;unicode-bidi:isolate}
.office,.arrow,.empty{color:var(--soft)}
[dir=rtl] .arrow{display:inline-block}
.verdict{margin:.3rem 0 0;font-weight:700}
details{margin-top:.3rem}summary{cursor:pointer;color:var(--soft)}
details ul{margin:.2rem 0 0;padding-inline-start:1.2rem;font-size:.82rem}
details code{direction:ltr;unicode-bidi:isolate}
q{quotes:"«" "»"}
@media (max-width:52rem){body{padding:1rem}article{display:block}.notes{margin-top:1rem}}
@media print{
 @page{margin:16mm}
 body{max-width:none;padding:0;font-size:10.5pt}
 article{display:block;border-top:1px solid #999}
 article+article{break-before:page}
 mark,.n,.note,.legend mark{-webkit-print-color-adjust:exact;print-color-adjust:exact}
 .notes{margin-top:1rem;font-size:9.5pt}
 .note,.legend{break-inside:avoid}
 h2,.facts{break-after:avoid}
 a{color:inherit;text-decoration:none}
}
"""
