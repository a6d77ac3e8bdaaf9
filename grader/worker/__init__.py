"""The process that runs learner code.

The files here import nothing of the grader: the worker is started on this folder
(``python -P -s -S grader/worker``), so that its process never loads more than numpy and these
modules.
The trusted side imports ``wire`` from here as well; it is the only thing both sides share.
"""
