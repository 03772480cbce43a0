include(${CMAKE_CURRENT_LIST_DIR}/../../line/core.cmake)

braking_distance(0 8 distance)
if(distance GREATER 0)
  message(FATAL_ERROR "it rolls on for ${distance} m")
endif()
