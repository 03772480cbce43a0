include(${CMAKE_CURRENT_LIST_DIR}/../../line/van.cmake)

boxes(10 loaded)
if(NOT loaded EQUAL 20)
  message(FATAL_ERROR "${loaded} boxes")
endif()
