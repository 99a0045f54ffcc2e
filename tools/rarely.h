/* Put before each C file of the compiled reader: tells the compiler which calls of mypyc's code are rare, so that what leads to them
   (errors, long integers, clean-up behind errors) is moved out of the way of what runs. Without it a fifth of the code that the
   processor fetches is never run. */
#include <Python.h>
#define RASID_RARE(function) extern __typeof__(function) function __attribute__((cold))
__attribute__((cold)) static void CPy_DecRef(PyObject *);
__attribute__((cold)) static void CPy_XDecRef(void *);
#include <CPy.h>
RASID_RARE(CPy_AddTraceback);
RASID_RARE(CPy_AttributeError);
RASID_RARE(CPy_Raise);
RASID_RARE(CPy_Reraise);
RASID_RARE(CPy_TypeError);
RASID_RARE(CPy_TypeErrorTraceback);
RASID_RARE(CPyError_OutOfMemory);
RASID_RARE(CPyTagged_Add_);
RASID_RARE(CPyTagged_BitwiseLongOp_);
RASID_RARE(CPyTagged_DecRef);
RASID_RARE(CPyTagged_IncRef);
RASID_RARE(CPyTagged_IsEq_);
RASID_RARE(CPyTagged_IsLt_);
RASID_RARE(CPyTagged_Subtract_);
RASID_RARE(CPyTagged_XDecRef);
RASID_RARE(PyErr_SetNone);
RASID_RARE(PyErr_SetString);
