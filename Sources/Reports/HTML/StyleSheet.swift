import Foundation

/// The look of the HTML report: one column of text, tables with few rules, colours for light, dark and paper.
enum StyleSheet {
  /// The widths of the layout are those of the first three; the others are what else a reader may have.
  static let figureFonts = "Liberation Sans, Arial, Helvetica, DejaVu Sans, sans-serif"

  /// The colours, and the classes by which drawings name them.
  static let inks: String = {
    let classes = Ink.all.map { ".f-\($0.name){fill:var(--\($0.name))}.s-\($0.name){stroke:var(--\($0.name))}" }
    return """
      :root{color-scheme:light dark;\(variables(\.light))}
      @media (prefers-color-scheme:dark){:root{\(variables(\.dark))}}
      @media print{:root{color-scheme:light;\(variables(\.light))}}
      [class^="s-"]{fill:none;stroke-linejoin:round}
      \(classes.joined(separator: "\n"))
      """
  }()

  private static func variables(_ value: (Ink) -> UInt32) -> String {
    Ink.all.map { "--\($0.name):#\(String(format: "%06x", value($0)))" }.joined(separator: ";")
  }

  static let page = """
    *{box-sizing:border-box}
    html{background:var(--paper);color:var(--text);font:16px/1.55 \(figureFonts);-webkit-text-size-adjust:100%;\
    -webkit-print-color-adjust:exact;print-color-adjust:exact}
    body{margin:0 auto;max-width:60rem;padding:2rem 1.25rem 4rem}
    h1{font-size:1.9rem;line-height:1.2;margin:0 0 .3rem}
    h2{font-size:1.35rem;line-height:1.3;margin:2.6rem 0 .7rem;padding-top:.7rem;border-top:1px solid var(--grid)}
    h3{font-size:1.1rem;line-height:1.35;margin:1.8rem 0 .5rem}
    h4{font-size:1rem;margin:1.3rem 0 .3rem}
    p,ul{margin:.6rem 0;max-width:46rem}
    p,li,dd,td,th,figcaption,h1,h2,h3,h4{overflow-wrap:break-word}
    a{color:var(--low)}
    .subtitle{font-size:1.1rem;margin:0;color:var(--secondary)}
    .made{font-size:.85rem;color:var(--secondary)}
    .notice{margin:.8rem 0;padding:.55rem .9rem;border-left:4px solid var(--axis);background:var(--panel);\
    max-width:none;border-radius:0 4px 4px 0;break-inside:avoid}
    .notice.warning{border-color:var(--warning);background:var(--warning-panel)}
    .notice strong{margin-right:.4em}
    .notice.warning strong{color:var(--warning)}
    nav{margin:1.6rem 0;font-size:.95rem}
    nav ol{margin:.2rem 0;padding-left:1.4rem;columns:18rem}
    dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.2rem 1.4rem;margin:.8rem 0}
    dt{color:var(--secondary)}
    dd{margin:0}
    .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(18rem,100%),1fr));gap:0 2rem;font-size:.9rem}
    .columns>*{min-width:0}
    .columns dl{grid-template-columns:minmax(6rem,10rem) 1fr}
    .group{margin:.8rem 0 .2rem;font-weight:700}
    .code{display:flex;flex-wrap:wrap;gap:1rem 1.5rem;align-items:flex-start;font-size:.9rem;break-inside:avoid}
    .code svg{flex:none;background:#fff}
    .code dd{overflow-wrap:anywhere}
    .stamp{position:fixed;top:45%;left:0;right:0;margin:0;max-width:none;text-align:center;font-size:min(14vw,9rem);\
    line-height:1;font-weight:700;transform:rotate(-35deg);opacity:.13;pointer-events:none;z-index:1}
    .key{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.8rem;margin:1rem 0}
    .key div{border-top:3px solid var(--low);background:var(--panel);padding:.6rem .9rem .7rem;break-inside:avoid}
    .key p{margin:0}
    .key .name,.key .detail{font-size:.85rem;line-height:1.35;color:var(--secondary)}
    .key .value{font-size:1.7rem;line-height:1.3;font-weight:700;font-variant-numeric:tabular-nums}
    .scroll{overflow-x:auto;margin:1.2rem 0}
    table{border-collapse:collapse;font-size:.9rem;line-height:1.4;font-variant-numeric:tabular-nums;\
    border-bottom:1.5px solid var(--axis)}
    caption{text-align:left;padding-bottom:.45rem;caption-side:top}
    th,td{padding:.22rem 1.2rem .22rem 0;text-align:left;vertical-align:top}
    th:last-child,td:last-child{padding-right:.2rem}
    thead th{border-top:1.5px solid var(--axis);border-bottom:1px solid \
    var(--axis);vertical-align:bottom;font-weight:700}
    thead{display:table-header-group}
    tr{break-inside:avoid}
    tbody th{font-weight:400}
    .right{text-align:right}td.right{white-space:nowrap}.center{text-align:center}
    tr.strong>*,tr.section>*{font-weight:700}
    tr.section>*{padding-top:.6rem}
    .footnotes{font-size:.8rem;line-height:1.4;color:var(--secondary);margin:.4rem 0 \
    0;padding:0;list-style:none;max-width:none}
    .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:1.5rem;margin:1.4rem 0}
    .figures>*{min-width:0}
    figure{margin:0;break-inside:avoid}
    figure svg{display:block;width:100%;height:auto}
    figcaption{font-size:.9rem;line-height:1.45;margin-top:.5rem;max-width:52rem}
    details{font-size:.9rem;margin-top:.3rem}
    summary{cursor:pointer;color:var(--secondary)}
    footer{margin-top:3rem;padding-top:.7rem;border-top:1px solid var(--grid);font-size:.85rem;color:var(--secondary)}
    @media print{
    html{font-size:10pt}
    body{padding:0;max-width:none}
    nav,details{display:none}
    h2,h3,h4,caption{break-after:avoid}
    p,li{orphans:2;widows:2}
    .figures{grid-template-columns:repeat(var(--abreast,1),1fr)}
    .scroll{overflow:visible}
    }
    """

  /// Head and foot of printed pages, where the browser prints them.
  static func printedPages(head: String, notices: String) -> String {
    let font = "font:8pt \(figureFonts);color:#5a626b"
    return """
      @page{size:A4;margin:20mm 18mm;
      @top-left{content:"\(PlainText.styleString(head))";\(font)}
      @top-right{content:"\(PlainText.styleString(notices))";\(font)}
      @bottom-right{content:counter(page) " of " counter(pages);\(font)}}
      """
  }
}
