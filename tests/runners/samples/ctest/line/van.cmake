function(boxes volume into)
  math(EXPR boxes "2 * ${volume}")
  set(${into} ${boxes} PARENT_SCOPE)
endfunction()
