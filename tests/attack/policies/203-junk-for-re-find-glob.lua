-- [crash] junk for re.find, glob.match and path
local phase = ...
local function attack(o)
  local junk = { false, true, 0, -1, 1, 1.5, 0.1, -0.0, 1 << 62, -(1 << 63), 0 / 0, 1 / 0, -1 / 0, 1e308, "", "\0", "%", "(", "[", "\xff\xfe", ("A"):rep(70000), {}, { {} }, function() end, "../../../etc/passwd", "/etc/passwd", ".git/config", "a//b", "*", "**", "{a,b", decision, push }
  local n = 0
  local function try(f, ...) if type(f) == "function" then pcall(f, ...) n = n + 1 end end
  for i = 1, #junk do
    local a, b = junk[i], junk[#junk - i + 1]
    try(re.find, a)
    try(re.find, a, b)
    try(re.find, b, a, a)
    try(re.find, a, a, b, b)
    try(re.find, "abcabc", a)
    try(re.find, "abc", "b", a)
    try(re.find, a, "abc", b)
    try(glob.match, a)
    try(glob.match, a, b)
    try(glob.match, b, a, a)
    try(glob.match, a, a, b, b)
    try(glob.match, "abcabc", a)
    try(glob.match, "abc", "b", a)
    try(glob.match, a, "abc", b)
    try(path.join, a)
    try(path.join, a, b)
    try(path.join, b, a, a)
    try(path.join, a, a, b, b)
    try(path.join, "abcabc", a)
    try(path.join, "abc", "b", a)
    try(path.join, a, "abc", b)
    try(path.dir, a)
    try(path.dir, a, b)
    try(path.dir, b, a, a)
    try(path.dir, a, a, b, b)
    try(path.dir, "abcabc", a)
    try(path.dir, "abc", "b", a)
    try(path.dir, a, "abc", b)
    try(path.name, a)
    try(path.name, a, b)
    try(path.name, b, a, a)
    try(path.name, a, a, b, b)
    try(path.name, "abcabc", a)
    try(path.name, "abc", "b", a)
    try(path.name, a, "abc", b)
    try(path.ext, a)
    try(path.ext, a, b)
    try(path.ext, b, a, a)
    try(path.ext, a, a, b, b)
    try(path.ext, "abcabc", a)
    try(path.ext, "abc", "b", a)
    try(path.ext, a, "abc", b)
    try(re.find, "aaaa", a)
    try(glob.match, { a, b }, "x")
    try(glob.match, a, ("x/"):rep(3000))
  end
  return "SAFE:" .. n
end
return { check = attack }
