# Writes a report of one kind: awk -v kind=one|thirty|no-charts|only-charts|long|mixed -f report.awk. The text is put together from
# sentences by a fixed sequence, so that every run makes the same.
function sentence(   n) {
  seed = (seed * 1103 + 12345) % 65521
  n = seed % 8
  return s[n]
}
# About so many characters: a sentence has 19 on average.
function paragraph(characters,   p, i) {
  p = sentence()
  for (i = 19; i < characters; i += 19)
    p = p sentence()
  return p
}
function theme(n, text, charts,   i) {
  print "  - title: " title[n % 6]
  print "    blocks:"
  if (text > 0)
    print "      - lead: " paragraph(50)
  if (charts) {
    print "      - numbers: [books, kids, share]"
    print "      - chart: bar"
    print "        title: 童书比其他书加起来还多"
    print "        data: [kids, others]"
  }
  for (i = 0; i < text; i += 400) {
    if (i % 1200 == 800)
      print "      - heading: 书屋里的一天"
    print "      - text: " paragraph(text - i < 400 ? text - i : 400)
  }
}
# Everything that may leave its place, in every order: floats, spans, photos with text beside them, blocks kept whole.
function mixed(n,   i, k, parts) {
  split("here auto top bottom page-top page-bottom", place, " ")
  split("1 2 all", span, " ")
  split("left right none", side, " ")
  print "  - title: " title[n % 6]
  if (n % 7 == 3)
    print "    span: 2"
  print "    blocks:"
  parts = 2 + (n * 5) % 6
  for (i = 0; i < parts; i++) {
    k = n * 3 + i
    if (k % 3 == 0)
      print "      - {photo: street.svg, alt: 一扇门, caption: 街角的书屋, beside: " side[k % 3 + 1 + (k % 2)] ", width: " 25 + k % 30 "%}"
    else if (k % 3 == 1)
      print "      - {chart: bar, title: 童书更多, data: [kids, others], float: " place[k % 6 + 1] ", span: " span[k % 4 % 3 + 1] "}"
    else if (k % 9 == 2)
      print "      - {numbers: [books, kids, share], span: " span[k % 2 + 1] ", keep: yes}"
    print "      - text: " paragraph(40 + (k * 97) % 500)
    if (k % 5 == 4)
      print "      - heading: 书屋里的一天\n      - text: " paragraph(60)
  }
}
BEGIN {
  seed = 7
  s[0] = "书屋开在街角，早上八点开门，晚上九点关门。"
  s[1] = "孩子们放学后先来挑书，老人们晚上来读报。"
  s[2] = "五月里新书上架，里间的窗边总坐满人。"
  s[3] = "书单由读者自己写，写在门口的本子上。"
  s[4] = "志愿者每天清点一次，少了的书多半在沙发上。"
  s[5] = "农技书借得最快，开春以后常常排队。"
  s[6] = "社区把旧仓库腾出来，添了桌椅和台灯。"
  s[7] = "下个月还要办三次朗读会。"
  split("孩子们先挑 大人们后挑 老人们来读报 志愿者来清点 旧仓库变书屋 下个月再见面", t, " ")
  for (i = 1; i <= 6; i++)
    title[i - 1] = t[i]
  print "zhanban: 1\ntitle: 五月，社区书屋添新书\nmasthead: {name: 书屋月报, issue: 第5期, org: 青禾社区, date: 2025-05-31}"
  print "figures:"
  print "  kids: {value: 184册, label: 童书}\n  others: {value: 136册, label: 其他书}"
  print "  books: {value: 320册, label: 本月新书}\n  share: {value: 57.5%, label: 童书占比}"
  print "themes:"
  if (kind == "one")
    theme(0, 800, 1)
  for (i = 0; kind == "thirty" && i < 30; i++)
    theme(i, 120, i % 3 == 0)
  for (i = 0; kind == "no-charts" && i < 6; i++)
    theme(i, 500, 0)
  for (i = 0; kind == "only-charts" && i < 6; i++)
    theme(i, 0, 1)
  for (i = 0; kind == "long" && i < 6; i++)
    theme(i, 3300, 1)
  for (i = 0; kind == "mixed" && i < 14; i++)
    mixed(i)
}
