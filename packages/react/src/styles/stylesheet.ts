// What TypeScript finds behind `import '@quoin/react/styles.css'`: a module that gives nothing.
export {}
