include(${CMAKE_CURRENT_LIST_DIR}/../../line/core.cmake)

braking_distance(12 ${grip} distance)
if(distance GREATER 12)
  message(FATAL_ERROR "it rolls on for ${distance} m")
endif()
