// What CodeMirror says of itself, in the page's language. What is missing here it says in English.
const VIETNAMESE = {
  Find: "Tìm",
  Replace: "Thay bằng",
  next: "sau",
  previous: "trước",
  all: "tất cả",
  "match case": "phân biệt hoa thường",
  regexp: "biểu thức chính quy",
  "by word": "cả từ",
  replace: "thay",
  "replace all": "thay tất cả",
  close: "đóng",
  "Go to line": "Đến dòng",
  go: "đến",
  "current match": "kết quả hiện tại",
  "on line": "ở dòng",
  "replaced match on line $": "đã thay kết quả ở dòng $",
  "replaced $ matches": "đã thay $ kết quả",
  Completions: "Gợi ý hoàn thành",
  "Control character": "Ký tự điều khiển",
  "Selection deleted": "Đã xóa phần được chọn",
};

export function phrases(language) {
  return language.startsWith("vi") ? VIETNAMESE : {};
}
