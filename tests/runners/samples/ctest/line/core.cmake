function(braking_distance speed grip into)
  math(EXPR distance "${speed} * ${speed} / (2 * ${grip})")
  set(${into} ${distance} PARENT_SCOPE)
endfunction()
